from django.urls import path

from .views import accounts, approvals, emergency, factor, fields, me, mine, reset, signing, units

app_name = "access"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("post/", signing.switch_post, name="switch_post"),
    path("fields/", fields.fields, name="fields"),
    path("requests/", approvals.requests, name="requests"),
    path("requests/keys/", approvals.ask_keys, name="ask_keys"),
    path("requests/<uuid:approval>/take-back/", approvals.take_back, name="take_request_back"),
    path("decisions/", approvals.decisions, name="decisions"),
    path("decisions/<uuid:approval>/", approvals.decision, name="decision"),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/<uuid:access>/end/", emergency.end, name="emergency_end"),
    path("reviews/", emergency.reviews, name="reviews"),
    path("reviews/late/", emergency.late, name="late_reviews"),
    path("reviews/<uuid:access>/", emergency.review, name="review"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<uuid:delegation>/end/", mine.take_back, name="end_delegation"),
    path("rights/", mine.rights, name="rights"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/find/", accounts.find, name="find"),
    path("accounts/new/", accounts.account_new, name="account_new"),
    path("accounts/<uuid:account>/", accounts.account, name="account"),
    path("accounts/<uuid:account>/disable/", accounts.disable, name="disable"),
    path("accounts/<uuid:account>/appoint/", accounts.appoint_to, name="appoint"),
    path("posts/<uuid:post>/end/", accounts.end, name="end"),
    path("units/", units.units, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("me/", me.me, name="me"),
    path("me/language/", me.language, name="language"),
    path("me/sessions/", me.end_sessions, name="end_sessions"),
    path("me/factor/", factor.choose, name="factor"),
    path("reset/<uuid:account>/", reset.reset, name="reset"),
]
