// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jsonvalues.h"

#include <QLocale>

#include <cmath>

namespace tabletalk {

std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    constexpr double kLargest = 9007199254740992.0;
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !(std::abs(number) <= kLargest))
        return std::nullopt;
    return qint64(std::llround(number));
}

std::optional<Money> amount(const QJsonValue &value)
{
    if (value.isDouble())
        return Money::fromDecimal(QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest));
    return Money::fromDecimal(value.toString());
}

QString plainText(const QString &text, qsizetype longest)
{
    // Nothing beyond a generous start is looked at: the text may be megabytes long.
    QString clean = text.left(longest * 8);
    clean.removeIf([](QChar c) {
        const bool isControl = c.category() == QChar::Other_Control && !c.isSpace();
        // Formatting characters can turn the reading direction of what stands around the quotation.
        return isControl || c.category() == QChar::Other_Format;
    });
    clean = clean.simplified();
    if (clean.size() > longest) {
        clean.truncate(clean.at(longest - 1).isHighSurrogate() ? longest - 1 : longest);
        clean += u'…';
    }
    return clean;
}

} // namespace tabletalk
