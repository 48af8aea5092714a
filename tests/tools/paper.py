#!/usr/bin/env python3
"""Write a document as pipe-render reads it, its figures computed here.

paper.py [LINES] [KEY=VALUE]...: a quote in canonical JSON on standard output.
Keys: number, version, name, day, valid, currency, notes, footer, unit, sku,
text ({n}: the line's number), seller, buyer, owner, tax, discount (percent
of the document), inclusive=1, by=line, mixed=1 (monthly and yearly lines,
an optional one, discounts, two tax rates), reason=1.
"""
import json
import sys
from fractions import Fraction

EXPONENT = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3}


def half_up(x):
    sign = -1 if x < 0 else 1
    return sign * int(abs(x) + Fraction(1, 2))


def plain(x):
    """An exact decimal as text."""
    s = str(x.numerator) if x.denominator == 1 else None
    if s is None:
        places = 0
        while (x * 10 ** places).denominator != 1:
            places += 1
        digits = str(abs((x * 10 ** places).numerator)).zfill(places + 1)
        s = digits[:-places] + "." + digits[-places:]
        s = "-" + s if x < 0 else s
    return s


def split(whole, weights):
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    exact = [Fraction(whole * w, total) for w in weights]
    parts = [x.numerator // x.denominator for x in exact]
    order = sorted(range(len(parts)),
                   key=lambda i: (-(exact[i] - parts[i]), i))
    for i in order[:whole - sum(parts)]:
        parts[i] += 1
    return parts


def party(name, country):
    keys = ("contact", "street", "postal", "city", "region", "country",
            "vat_id", "phone", "email", "website", "bank")
    values = {"name": name, "street": "1 " + name, "postal": "10115",
              "city": "Berlin", "country": country, "vat_id": "DE123456789",
              "phone": "+49 30 123456", "email": "mail@one.example",
              "website": "https://one.example", "bank": None,
              "contact": None, "region": None}
    return {k: values[k] for k in ("name",) + keys}


def make_lines(n, o, exponent):
    rates = [Fraction(19), Fraction(7)] if o.get("mixed") else [Fraction(19)]
    lines = []
    for i in range(1, n + 1):
        quantity = Fraction(i % 7 + 1) + (Fraction(1, 2) if i % 5 == 0 else 0)
        price = Fraction(12475 * (i % 11 + 1), 100)
        percent = off = None
        choice, interval = "firm", "once"
        if o.get("mixed"):
            percent = 1000 if i % 4 == 0 else None
            off = 500 if i % 9 == 5 else None
            off = None if percent else off
            interval = ("once", "once", "month", "year")[i % 4]
            choice = "optional" if i % 6 == 3 else "firm"
        gross = half_up(quantity * price * 10 ** exponent)
        discount = off or (half_up(Fraction(gross * percent, 10000))
                           if percent else 0)
        lines.append({
            "position": i, "sku": o.get("sku", "SKU-%d") % i
            if "%d" in o.get("sku", "SKU-%d") else o["sku"],
            "text": o.get("text", "Item {n}").replace("{n}", str(i)),
            "quantity": plain(quantity), "unit": o.get("unit", "h"),
            "price": plain(price), "discount_percent": percent,
            "discount_off": off, "gross": gross, "discount": discount,
            "amount": gross - discount, "share": 0, "net": 0, "tax": 0,
            "total": 0, "choice": choice, "interval": interval,
            "tax_class": "standard", "taxes": [i % len(rates)]})
    return lines, rates


def settle(lines, rates, o):
    """Shares, taxes and totals; returns the parts."""
    percent = int(float(o["discount"]) * 100) if "discount" in o else None
    firm = [x for x in lines if x["choice"] == "firm"]
    if percent:
        whole = half_up(Fraction(sum(x["amount"] for x in firm) * percent,
                                 10000))
        for x, s in zip(firm, split(whole, [x["amount"] for x in firm])):
            x["share"] = s
    parts = {}
    for k in ("once", "month", "year"):
        mine = [x for x in firm if x["interval"] == k]
        taxes = []
        for i, rate in enumerate(rates):
            on = [x for x in mine if x["taxes"] == [i]]
            base = sum(x["amount"] - x["share"] for x in on)
            tax = half_up(Fraction(base) * rate / 100)
            for x, t in zip(on, split(tax, [x["amount"] - x["share"]
                                            for x in on])):
                x["tax"] = t
            taxes.append({"base": base, "tax": tax})
        parts[k] = {"lines": len(mine), "taxes": taxes,
                    "amount": sum(x["amount"] for x in mine),
                    "discount": sum(x["share"] for x in mine)}
    for x in lines:
        x["net"] = x["amount"] - x["share"]
        if x["choice"] != "firm":
            x["tax"] = half_up(Fraction(x["net"]) *
                               rates[x["taxes"][0]] / 100)
        x["total"] = x["net"] + x["tax"]
    keys = ("lines", "amount", "discount", "net", "tax", "total", "taxes")
    for p in parts.values():
        p["net"] = p["amount"] - p["discount"]
        p["tax"] = sum(t["tax"] for t in p["taxes"])
        p["total"] = p["net"] + p["tax"]
    parts["whole"] = {k: sum(p[k] for p in parts.values())
                      for k in keys[:-1]}
    parts["whole"]["taxes"] = [
        {k: sum(p["taxes"][i][k] for p in list(parts.values())[:3])
         for k in ("base", "tax")} for i in range(len(rates))]
    return percent, {k: {x: p[x] for x in keys} for k, p in parts.items()}


def main():
    n, o = 3, {}
    for arg in sys.argv[1:]:
        if arg.isdigit():
            n = int(arg)
        else:
            key, value = arg.split("=", 1)
            o[key] = value.replace("\\n", "\n")
    currency = o.get("currency", "EUR")
    exponent = EXPONENT[currency]
    lines, rates = make_lines(n, o, exponent)
    percent, parts = settle(lines, rates, o)
    names = o.get("tax", "VAT")
    out = {
        "kind": "quote", "number": o.get("number", "Q-1"),
        "version": int(o.get("version", "1")), "name": o.get("name"),
        "day": o.get("day", "2026-10-05"),
        "valid_until": o.get("valid", "2026-11-04"), "terms": 30,
        "seller": party(o.get("seller", "Seller GmbH"), "DE"),
        "buyer": party(o.get("buyer", "Buyer Ltd"), "GB"),
        "owner": o.get("owner", "Anna"), "owner_email": "anna@one.example",
        "notes": o.get("notes"), "footer": o.get("footer"),
        "currency": currency, "exponent": exponent, "prices": "exclusive",
        "tax_by": "document", "rounding": "half_up",
        "discount_percent": percent, "discount_off": None,
        "taxes": [{"name": names, "category": "S", "rate": plain(r),
                   "reason": None, "text": None} for r in rates],
        "lines": lines}
    out.update(parts)
    text = json.dumps(out, ensure_ascii=False, separators=(",", ":"))
    # a line each, as pipe writes them
    if lines:
        each = [json.dumps(x, ensure_ascii=False, separators=(",", ":"))
                for x in lines]
        text = text.replace('"lines":[' + ",".join(each) + "]",
                            '"lines":[\n' + ",\n".join(each) + "\n]")
    text = text.replace("\\n", "\\u000a")
    sys.stdout.buffer.write((text + "\n").encode())


main()
