"""Addresses of check-ups and leave."""

from django.urls import path

from .views import leave, leave_years, leaves, my_leave, rest

urlpatterns = [
    path("rest/", leave.rest, name="rest"),
    path("rest/<int:year>/", leave.rest, name="rest_year"),
    path("rest/rules/", rest.rules, name="rest_rules"),
    path("rest/rules/<uuid:unit>/", rest.rule, name="rest_rule"),
    path("rest/rules/<uuid:unit>/drop/", rest.rule_drop, name="rest_rule_drop"),
    path("leave/<uuid:unit>/<int:year>/", leave.unit_year, name="leave_unit"),
    path("leave/<uuid:unit>/<int:year>/plan/", leave.plan, name="leave_plan"),
    path("leave/<uuid:unit>/<int:year>/usual/", leave.usual, name="leave_usual"),
    path("leave/<uuid:unit>/<int:year>/months/<int:month>/", leave.month, name="leave_month"),
    path("<uuid:officer>/leave/<int:year>/", leave_years.year, name="leave_year"),
    path("<uuid:officer>/leave/<int:year>/facts/", leave_years.facts, name="leave_facts"),
    path("<uuid:officer>/leave/<int:year>/settle/", leave_years.settle, name="leave_settle"),
    path("<uuid:officer>/leave/<int:year>/paid/", leave_years.paid, name="leave_paid"),
    path("<uuid:officer>/leave/<int:year>/new/", leave_years.new, name="leave_new"),
    path("leave/one/<uuid:leave>/", leaves.one, name="leave_one"),
    path("mine/leave/", my_leave.mine, name="my_leave"),
    path("mine/leave/<int:year>/", my_leave.mine, name="my_leave_year"),
    path("mine/leave/new/", my_leave.new, name="my_leave_new"),
    path("mine/leave/one/<uuid:own_leave>/", my_leave.one, name="my_leave_one"),
    path("check-ups/", rest.check_ups, name="check_ups"),
    path("check-ups/new/<uuid:unit>/", rest.batch_new, name="batch_new"),
    path("check-ups/<uuid:batch>/", rest.batch, name="batch"),
    path("check-ups/<uuid:batch>/withdraw/", rest.batch_withdraw, name="batch_withdraw"),
]
