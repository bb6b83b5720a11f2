// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/tablesort.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace tabletalk {

namespace {

QString cellText(const Block &row, int column)
{
    return column < row.cells.size() ? row.cells[column].text.trimmed() : QString();
}

//! Numbers within text made as long as each other, so that 9 comes before 10 in every locale.
QString withLongNumbers(const QString &text)
{
    constexpr qsizetype kDigits = 20;
    QString padded;
    QString digits;
    const auto flush = [&] {
        padded += digits.rightJustified(digits.isEmpty() ? 0 : kDigits, u'0');
        digits.clear();
    };
    for (const QChar c : text) {
        if (c.isDigit()) {
            digits += c;
            continue;
        }
        flush();
        padded += c.toCaseFolded();
    }
    flush();
    return padded;
}

//! An order of the rows by key, stable also when it is turned around; rows without a key stay last.
template <class HasKey, class Less>
std::vector<size_t> ordered(size_t count, bool isDescending, HasKey hasKey, Less less)
{
    std::vector<size_t> order(count);
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        if (!hasKey(a) || !hasKey(b))
            return hasKey(a) && !hasKey(b);
        return isDescending ? less(b, a) : less(a, b);
    });
    return order;
}

} // namespace

std::optional<double> cellNumber(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > 60)
        return std::nullopt;
    QString digits;
    bool isNegative = false;
    bool hasDigit = false;
    for (const QChar c : text) {
        if (c.isDigit())
            hasDigit = true;
        if (c == u'(' || c == u'-' || c == QChar(0x2212))
            isNegative = isNegative || digits.isEmpty();
        if (c.isDigit() || c == u'.' || ((c == u'e' || c == u'E' || c == u'-' || c == u'+') && hasDigit))
            digits += c.isDigit() ? QChar(u'0' + c.digitValue()) : c;
        else if (c.isLetter()
                 || (!c.isSpace() && !QStringView(u",'_%()+-").contains(c) && c != QChar(0x2212)
                     && c.category() != QChar::Symbol_Currency))
            return std::nullopt;
    }
    bool isNumber = false;
    const double value = QLocale::c().toDouble(digits, &isNumber);
    if (!isNumber)
        return std::nullopt;
    return isNegative ? -value : value;
}

void sortRows(std::vector<Block>::iterator first, std::vector<Block>::iterator last, const TableSort &sort)
{
    const auto count = size_t(last - first);
    std::vector<QString> texts;
    std::vector<std::optional<double>> numbers;
    bool isNumeric = true;
    for (auto row = first; row != last; ++row) {
        texts.push_back(cellText(*row, sort.column));
        numbers.push_back(cellNumber(texts.back()));
        isNumeric = isNumeric && (numbers.back() || texts.back().isEmpty());
    }
    std::vector<size_t> order;
    if (isNumeric) {
        order = ordered(
            count, sort.isDescending, [&](size_t i) { return numbers[i].has_value(); },
            [&](size_t a, size_t b) { return *numbers[a] < *numbers[b]; });
    } else {
        const QCollator collator;
        std::vector<QCollatorSortKey> keys;
        for (const QString &text : texts)
            keys.push_back(collator.sortKey(withLongNumbers(text)));
        order = ordered(
            count, sort.isDescending, [&](size_t i) { return !texts[i].isEmpty(); },
            [&](size_t a, size_t b) { return keys[a] < keys[b]; });
    }
    std::vector<Block> sorted;
    sorted.reserve(count);
    for (const size_t row : order)
        sorted.push_back(std::move(*(first + qsizetype(row))));
    std::move(sorted.begin(), sorted.end(), first);
}

} // namespace tabletalk
