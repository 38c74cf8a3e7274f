"""What colour is this copy of the service, and which text can be read on it?

A style sheet of one rule: the content security policy allows no style in a page,
and the compiled sheet is the same for everybody.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

WHITE, BLACK = "#ffffff", "#0b0c0c"


@require_safe
@cache_control(public=True, max_age=3600)
def style_sheet(_request: HttpRequest) -> HttpResponse:
    colour = settings.BRAND_COLOUR
    rule = (
        f":root{{--govuk-brand-colour:{colour};"
        f"--safehold-brand-text-colour:{readable_on(colour)}}}\n"
    )
    return HttpResponse(rule, content_type="text/css; charset=utf-8")


def readable_on(colour: str) -> str:
    """Return white or near-black, whichever stands out more from the colour."""
    return max(WHITE, BLACK, key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        _linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
