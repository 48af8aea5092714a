"""Documents, a line of JSON each with the figures that were computed: are they
what exact rational arithmetic makes of them? Exit status 1 and the first
differences where not."""
import json
import sys
from fractions import Fraction as F

GIVEN = ('gross', 'discount', 'amount', 'share', 'net', 'tax', 'total',
         'margin', 'variance')


def whole(x, rule):
    """x to an integer by a rule."""
    sign, x = (-1, -x) if x < 0 else (1, x)
    low = x.numerator // x.denominator
    rest = x - low
    half = F(1, 2)
    up = {'half_up': rest >= half, 'half_down': rest > half, 'down': False,
          'half_even': rest > half or rest == half and low % 2}[rule]
    return sign * (low + bool(up))


def split(total, weights):
    """Largest remainder, written from its definition: everyone gets the exact
    share cut towards zero, then one unit each to those who lost most."""
    every = sum(weights)
    if every == 0:
        return [0] * len(weights)
    exact = [F(total * w, every) for w in weights]
    parts = [whole(x, 'down') for x in exact]
    left = total - sum(parts)
    step = -1 if left < 0 else 1
    order = sorted(range(len(parts)),
                   key=lambda i: (-step * (exact[i] - parts[i]), i))
    for i in order[:abs(left)]:
        parts[i] += step
    return parts


def off(on, given, rule):
    if given['percent'] is not None:
        return whole(F(on * given['percent'], 10000), rule)
    return given['off'] or 0


class Refused(Exception):
    pass


def compute(d):
    rule, ten = d['rounding'], 10 ** max(d['exponent'], 0)
    rates = [F(r) for r in d['rates']]
    lines = []
    for given in d['lines']:
        q = F(given['quantity'])
        l = {'gross': whole(q * F(given['price']) * ten, rule), 'tax': 0}
        l['discount'] = off(l['gross'], given, rule)
        l['amount'] = l['gross'] - l['discount']
        l['variance'] = None if given['list'] is None else \
            l['gross'] - whole(q * F(given['list']) * ten, rule)
        lines.append(l)
    firm = [i for i, g in enumerate(d['lines']) if g['choice'] == 0]
    sum_ = sum(lines[i]['amount'] for i in firm)
    discount = off(sum_, d, rule)
    if discount and not sum_:
        raise Refused
    shares = split(discount, [lines[i]['amount'] for i in firm])
    for l in lines:
        l['share'] = 0
    for i, s in zip(firm, shares):
        lines[i]['share'] = s

    table = [[[0, 0] for _ in rates] for _ in range(3)]

    def borne(i):
        return [t for t in range(len(rates)) if d['lines'][i]['taxes'] >> t & 1]

    def left(i):
        return lines[i]['amount'] - lines[i]['share']

    def part(ts, t):
        all_ = sum(rates[x] for x in ts) if d['inclusive'] else 0
        return rates[t] / (100 + all_)

    def by_line(i, count):
        taxes = {t: whole(left(i) * part(borne(i), t), rule) for t in borne(i)}
        lines[i]['tax'] = sum(taxes.values())
        base = left(i) - (lines[i]['tax'] if d['inclusive'] else 0)
        for t in taxes if count else ():
            table[d['lines'][i]['interval']][t][0] += base
            table[d['lines'][i]['interval']][t][1] += taxes[t]

    def together(members, ts, t):
        tax = whole(sum(left(i) for i in members) * part(ts, t), rule)
        pieces = split(tax, [left(i) for i in members])
        assert sum(pieces) == tax or not sum(left(i) for i in members)
        for i, piece in zip(members, pieces):
            lines[i]['tax'] += piece
        return tax

    for i in range(len(lines)):
        if d['mode'] == 1 or i not in firm:
            by_line(i, i in firm)
    for n in range(3) if d['mode'] == 0 else ():
        here = [i for i in firm if d['lines'][i]['interval'] == n]
        if d['inclusive']:
            for mask in sorted({d['lines'][i]['taxes'] for i in here}):
                group = [i for i in here if d['lines'][i]['taxes'] == mask]
                ts = borne(group[0])
                taxes = [together(group, ts, t) for t in ts]
                for t, tax in zip(ts, taxes):
                    table[n][t][0] += sum(map(left, group)) - sum(taxes)
                    table[n][t][1] += tax
        else:
            for t in range(len(rates)):
                group = [i for i in here if t in borne(i)]
                table[n][t] = [sum(map(left, group)), together(group, [t], t)]

    parts = [{k: 0 for k in ('amount', 'discount', 'net', 'tax', 'total')}
             for _ in range(3)]
    for i, (g, l) in enumerate(zip(d['lines'], lines)):
        l['net'] = left(i) - (l['tax'] if d['inclusive'] else 0)
        l['total'] = l['net'] + l['tax']
        l['margin'] = None if g['cost'] is None else l['net'] - whole(
            F(g['quantity']) * F(g['cost']) * ten, rule)
        if i in firm:
            p = parts[g['interval']]
            for k in ('amount', 'net', 'tax', 'total'):
                p[k] += l[k]
            p['discount'] += l['share']
    for p, t in zip(parts, table):
        p['taxes'] = t
    return lines, parts


def large(lines, parts):
    """Whether some figure, or a sum on the way, leaves 63 bits."""
    figures = [abs(v) for x in lines + parts for v in x.values()
               if isinstance(v, int)]
    return sum(figures) >= 2 ** 63


def check(d):
    try:
        lines, parts = compute(d)
    except Refused:
        return 'computed what cannot be' if d['computed'] else None
    if not d['computed']:
        return None if large(lines, parts) else 'refused'
    for i, (given, l) in enumerate(zip(d['lines'], lines)):
        for k in GIVEN:
            if given[k] != l[k]:
                return f'line {i + 1} {k}: {given[k]}, not {l[k]}'
        assert given['net'] + given['tax'] == given['total']
    if d['parts'] != parts:
        return f'parts: {d["parts"]}, not {parts}'
    for k in ('amount', 'discount', 'net', 'tax', 'total'):
        if d['whole'][k] != sum(p[k] for p in parts):
            return f'whole: {k}'
    for t, (base, tax) in enumerate(d['whole']['taxes']):
        if [base, tax] != [sum(p['taxes'][t][x] for p in parts)
                           for x in (0, 1)]:
            return f'whole: tax {t}'
    return None


def main():
    bad = n = 0
    with open(sys.argv[1], encoding='utf-8') as f:
        for n, text in enumerate(f, 1):
            problem = check(json.loads(text))
            if problem and (bad := bad + 1) <= 3:
                print(f'document {n}: {problem}\n{text}', file=sys.stderr)
    print(f'# {n} documents, {bad} differ', file=sys.stderr)
    sys.exit(bool(bad or not n))


main()
