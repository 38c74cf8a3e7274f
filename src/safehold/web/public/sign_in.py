"""Pages where a person signs in and out."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib import auth
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from safehold.apps.people import queries as people
from safehold.web import authentication
from safehold.web.account import oidc
from safehold.web.account.adapters import NOT_RIGHT

WRONG_FORM = "Enter an e-mail address in the form name@example.org"


class SignInForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": WRONG_FORM,
            "max_length": "Your e-mail address must be 254 characters or fewer",
            "null_characters_not_allowed": WRONG_FORM,
        },
    )
    password = forms.CharField(
        label="Password",
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={
            "required": "Enter your password",
            "max_length": "Your password must be 1,024 characters or fewer",
            "null_characters_not_allowed": NOT_RIGHT,
        },
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = _whose_password_it_is(request, form)
        if person is not None:
            to = _next_page(request)
            return authentication.sign_in(request, person, "password", to=to)
    return render(
        request,
        "public/sign_in.html",
        {
            "form": form,
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "other_service": oidc.issuer_name(),
            "other_service_id": oidc.issuer_id(),
            "personas": people.demonstration_personas()
            if settings.DEMONSTRATION
            else (),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _whose_password_it_is(
    request: HttpRequest, form: SignInForm
) -> people.Person | None:
    """Return the person, or say on the form why it is nobody, or too soon."""
    try:
        person: people.Person | None = get_adapter(request).authenticate(
            request, **form.cleaned_data
        )
    except ValidationError as too_often:
        form.add_error(None, too_often)
        return None
    if person is None:
        form.add_error(None, NOT_RIGHT)
    return person


@never_cache
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponseBase:
    """Sign in as one of the demonstration's invented people, without a password."""
    person = (
        people.demonstration_person(request.POST.get("email", ""))
        if settings.DEMONSTRATION
        else None
    )
    if person is None:
        raise Http404
    return authentication.sign_in(
        request, person, authentication.AS_INVENTED, to=_next_page(request)
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("home")


def _next_page(request: HttpRequest) -> str:
    """Return where the person was going, where that is an address of ours."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else str(settings.LOGIN_REDIRECT_URL)
