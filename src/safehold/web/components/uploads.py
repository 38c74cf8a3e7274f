"""A field of a form in which a person chooses several files at once."""

from __future__ import annotations

from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

Upload: TypeAlias = "UploadedFile[bytes]"


class SeveralFiles(forms.FileInput):
    """An input that takes more than one file."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files, each cleaned as one file is; `most` is how many may come at once."""

    widget = SeveralFiles

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a tuple.

        Raises: ValidationError, for the first thing that is wrong with any of them.
        """
        given = (data or [None]) if isinstance(data, list) else [data]
        if len(given) > self.most:
            raise ValidationError(f"You can choose up to {self.most} files at a time")
        clean_one = super().clean
        return tuple(clean_one(one, initial) for one in given)
