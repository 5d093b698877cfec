"""A standard that the assurance tests load: a national figure of a year far ahead, which touches nobody."""

STANDARD = """
id: assurance-income
region: CN
name: 检验用全国数
citations:
  bureau: {title: 检验用, source: 检验用数，非真实公布, confidence: Q}
values:
  urban_income.amount:
    2031: {value: "70000", citation: bureau}
"""
