"""Addresses of talks, counselling and the self-check."""

from django.urls import path

from .views import counsel, counselling, counsellors, keys, selfcheck, talks

urlpatterns = [
    path("self-check/", selfcheck.self_check, name="self_check"),
    path("self-check/sheet/", selfcheck.self_check_sheet, name="self_check_sheet"),
    path("counselling/", counselling.counselling, name="counselling"),
    path("counselling/number/", counselling.my_hour, name="my_hour"),
    path("counsel/", counsel.counsel, name="counsel"),
    path("counsel/withdraw/", counsel.hour_withdraw, name="hour_withdraw"),
    path("counsel/key/", keys.key, name="key"),
    path("counsel/key/close/", keys.key_close, name="key_close"),
    path("counsel/key/change/", keys.key_change, name="key_change"),
    path("counsel/key/recover/", keys.key_recover, name="key_recover"),
    path("counsel/key/entrust/", keys.key_entrust, name="key_entrust"),
    path("counsel/key/release/", keys.key_release, name="key_release"),
    path("counsel/<uuid:booking>/", counsel.booking, name="booking"),
    path("counsel/<uuid:booking>/settle/", counsel.booking_settle, name="booking_settle"),
    path("counsellors/", counsellors.counsellors, name="counsellors"),
    path("counsellors/new/", counsellors.counsellor_new, name="counsellor_new"),
    path("counsellors/<uuid:counsellor>/end/", counsellors.counsellor_end, name="counsellor_end"),
    path("talks/", talks.talks, name="talks"),
    path("talks/rules/", talks.rules, name="talk_rules"),
    path("talks/rules/<uuid:unit>/", talks.rule, name="talk_rule"),
    path("talks/rules/<uuid:unit>/drop/", talks.rule_drop, name="talk_rule_drop"),
    path("talks/promises/<uuid:talkpromise>/", talks.promise, name="talk_promise"),
    path("<uuid:whom>/talks/", talks.of_officer, name="officer_talks"),
    path("<uuid:whom>/talks/new/", talks.new, name="talk_new"),
    path("<uuid:whom>/talks/occasion/", talks.occasion, name="talk_occasion"),
]
