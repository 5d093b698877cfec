"""Addresses of help, the relief fund, care plans and units' own rules."""

from django.urls import path

from .views import agenda, asking, doing, funds, helping

urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/<uuid:ask>/back/", asking.take_back, name="ask_back"),
    path("requests/", asking.asks, name="asks"),
    path("requests/new/", asking.ask_new, name="ask_new"),
    path("requests/<uuid:ask>/", asking.asked, name="asked"),
    path("requests/<uuid:ask>/decline/", asking.decline, name="ask_decline"),
    path("requests/<uuid:ask>/close/", asking.close, name="ask_close"),
    path("help/", helping.helps, name="helps"),
    path("help/new/", helping.help_new, name="help_new"),
    path("help/mine/", doing.my_helps, name="my_helps"),
    path("help/mine/<uuid:own_help>/", doing.my_help, name="my_help"),
    path("help/catalogue/", helping.catalogue, name="help_catalogue"),
    path("help/catalogue/new/", helping.entry_new, name="help_entry_new"),
    path("help/catalogue/<uuid:help_entry>/", helping.entry, name="help_entry"),
    path("help/<uuid:given>/", helping.help_, name="help"),
    path("funds/", funds.funds, name="funds"),
    path("funds/new/", funds.fund_new, name="fund_new"),
    path("funds/<uuid:fund>/", funds.fund, name="fund"),
    path("funds/<uuid:fund>/close/", funds.fund_close, name="fund_close"),
    path("funds/<uuid:fund>/payment/", funds.payment_new, name="payment_new"),
    path("payments/", funds.payments, name="payments"),
    path("payments/<uuid:payment>/", funds.payment, name="payment"),
    path("payments/<uuid:payment>/agreement/", funds.agreement, name="agreement"),
    path("payments/<uuid:payment>/receipt.pdf", funds.receipt, name="receipt"),
    path("plans/", agenda.plans, name="care_plans"),
    path("plans/new/", agenda.plan_new, name="care_plan_new"),
    path("plans/<uuid:care_plan>/", agenda.plan, name="care_plan"),
    path("plans/<uuid:care_plan>/items/", agenda.item_new, name="care_item_new"),
    path("plans/<uuid:care_plan>/items/<uuid:care_item>/", agenda.item, name="care_item"),
    path("plans/<uuid:care_plan>/adopt/", agenda.adopt, name="care_plan_adopt"),
    path("plans/<uuid:care_plan>/look/", agenda.look, name="care_plan_look"),
    path("rules/", agenda.rules, name="rules"),
    path("rules/<uuid:unit_rule>/", agenda.rule, name="rule"),
    path("rules/units/<uuid:unit>/", agenda.rule_new, name="rule_new"),
]
