"""A UBL invoice or credit note, retyped: prints to FILE.lines its lines as
NDJSON, document charges and allowances among them, to FILE.tax the tax classes
they need as YAML, to FILE.want what its figures are."""
import json
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal as D

CBC = '{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}'
CAC = '{urn:oasis:names:specification:ubl:schema:xsd:' \
      'CommonAggregateComponents-2}'


def text(node, path):
    for step in path.split('/'):
        node = None if node is None else node.find(
            (CBC if step[0] == '.' else CAC) + step.lstrip('.'))
    return None if node is None else node.text.strip()


def tax_class(node, path):
    kind = text(node, path + '/.ID')
    rate = D(text(node, path + '/.Percent') or 0).normalize()
    return kind, f'{rate:f}'


def word(kind, rate):
    return f'{kind.lower()}{rate.replace(".", "-")}'


def line(node, quantity):
    per = D(text(node, 'Price/.BaseQuantity') or 1)
    off = sum(D(text(a, '.Amount')) *
              (-1 if text(a, '.ChargeIndicator') == 'true' else 1)
              for a in node.findall(CAC + 'AllowanceCharge'))
    out = {'text': text(node, 'Item/.Name'), 'quantity': quantity,
           'price': str(D(text(node, 'Price/.PriceAmount')) / per),
           'tax': word(*tax_class(node, 'Item/ClassifiedTaxCategory'))}
    if off:
        out['discount_amount'] = str(off)
    return out


def main():
    root = ET.parse(sys.argv[1]).getroot()
    lines, classes = [], set()
    for node in root:
        for kind in ('InvoicedQuantity', 'CreditedQuantity'):
            if text(node, '.' + kind) is not None:
                lines.append(line(node, text(node, '.' + kind)))
                classes.add(tax_class(node, 'Item/ClassifiedTaxCategory'))
    for a in root.findall(CAC + 'AllowanceCharge'):
        charge = text(a, '.ChargeIndicator') == 'true'
        lines.append({'text': text(a, '.AllowanceChargeReason') or 'Charge',
                      'quantity': '1' if charge else '-1',
                      'price': text(a, '.Amount'),
                      'tax': word(*tax_class(a, 'TaxCategory'))})
        classes.add(tax_class(a, 'TaxCategory'))
    out = sys.argv[2]
    with open(out + '.lines', 'w', encoding='utf-8') as f:
        f.writelines(json.dumps(x) + '\n' for x in lines)
    with open(out + '.tax', 'w', encoding='utf-8') as f:
        f.write('tax:\n')
        for kind, rate in sorted(classes):
            f.write(f'  - {{id: {word(kind, rate)}, rates: [{{name: VAT, '
                    f'rate: {rate}, category: {kind}, text: as said}}]}}\n')
    total = root.find(CAC + 'LegalMonetaryTotal')
    subs = [(*tax_class(s, 'TaxCategory'), text(s, '.TaxableAmount'),
             text(s, '.TaxAmount'))
            for t in root.findall(CAC + 'TaxTotal')
            for s in t.findall(CAC + 'TaxSubtotal')]
    cents = lambda v: int(D(v) * 100)
    with open(out + '.want', 'w', encoding='utf-8') as f:
        f.write(f'net {cents(text(total, ".TaxExclusiveAmount"))}\n')
        payable = D(text(total, '.PayableAmount')) + \
            D(text(total, '.PrepaidAmount') or 0)
        f.write(f'payable {cents(payable)}\n')
        for kind, rate, base, tax in sorted(subs):
            f.write(f'{kind} {rate} {cents(base)} {cents(tax)}\n')
    with open(out + '.currency', 'w', encoding='utf-8') as f:
        f.write(text(root, '.DocumentCurrencyCode'))


main()
