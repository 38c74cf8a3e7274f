"""Which address leads to which page that anybody may see."""

from django.urls import path

from safehold.web.public import brand, invitation, pages, sign_in

urlpatterns = [
    path("", pages.home, name="home"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility-statement"),
    path("cookies/", pages.cookies, name="cookies"),
    path(
        "about-the-demonstration/",
        pages.about_the_demonstration,
        name="about-the-demonstration",
    ),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    # The same page, by the name that allauth knows.
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/as/", sign_in.sign_in_as, name="sign-in-as"),
    path("invitations/<str:token>/", invitation.invitation, name="accept-invitation"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("brand.css", brand.style_sheet, name="brand-colour"),
]
