// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "money.h"

#include <limits>

namespace tabletalk {

namespace {

constexpr int kDigits = 12;
constexpr qint64 kOneUsd = 1'000'000'000'000;

bool appendDigit(qint64 &number, int digit)
{
    return !__builtin_mul_overflow(number, 10, &number) && !__builtin_add_overflow(number, digit, &number);
}

} // namespace

std::optional<Money> Money::fromDecimal(QStringView text)
{
    text = text.trimmed();
    qsizetype at = 0;
    if (at < text.size() && text[at] == u'+')
        ++at;

    QString digits;
    int exponent = 0; // of the last digit
    bool pointSeen = false;
    for (; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c == u'.' && !pointSeen) {
            pointSeen = true;
        } else if (c >= u'0' && c <= u'9') {
            digits += c;
            exponent -= pointSeen ? 1 : 0;
        } else {
            break;
        }
    }
    if (digits.isEmpty() || digits.size() > 64)
        return std::nullopt;
    if (at < text.size()) {
        if (text[at] != u'e' && text[at] != u'E')
            return std::nullopt;
        bool isNumber = false;
        const int written = text.sliced(at + 1).toInt(&isNumber);
        if (!isNumber || written < -400 || written > 400)
            return std::nullopt;
        exponent += written;
    }

    // The amount is digits * 10^shift pico-dollars.
    const int shift = exponent + kDigits;
    qint64 amount = 0;
    const qsizetype kept = shift < 0 ? digits.size() + shift : digits.size();
    for (qsizetype i = 0; i < kept; ++i) {
        if (!appendDigit(amount, digits[i].digitValue()))
            return std::nullopt;
    }
    if (shift < 0 && kept >= 0 && kept < digits.size() && digits[kept].digitValue() >= 5) {
        if (__builtin_add_overflow(amount, 1, &amount))
            return std::nullopt;
    }
    for (int i = 0; i < shift && amount != 0; ++i) {
        if (!appendDigit(amount, 0))
            return std::nullopt;
    }
    return Money{amount};
}

QString Money::toDecimal() const
{
    QString fraction = QString::number(picoUsd % kOneUsd).rightJustified(kDigits, u'0');
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    const QString whole = QString::number(picoUsd / kOneUsd);
    return fraction.isEmpty() ? whole : whole + u'.' + fraction;
}

QString Money::toDisplay() const
{
    constexpr qint64 kSmallestShown = kOneUsd / 10'000;
    if (picoUsd > 0 && picoUsd < kSmallestShown)
        return QStringLiteral("< $0.0001");
    const int decimals = picoUsd == 0 || picoUsd >= kOneUsd ? 2 : 4;
    const qint64 unit = decimals == 2 ? kOneUsd / 100 : kSmallestShown;
    const qint64 rounded = picoUsd / unit + (picoUsd % unit >= unit / 2 ? 1 : 0);
    const qint64 perDollar = kOneUsd / unit;
    return QStringLiteral("$%1.%2").arg(QString::number(rounded / perDollar),
                                        QString::number(rounded % perDollar).rightJustified(decimals, u'0'));
}

std::optional<Money> Money::times(qint64 count) const
{
    qint64 product = 0;
    if (__builtin_mul_overflow(picoUsd, count, &product))
        return std::nullopt;
    return Money{product};
}

} // namespace tabletalk
