// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figurescanner.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace tabletalk {

namespace {

constexpr auto kOptions =
    QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

//! What has digits and is no figure.
const QRegularExpression &otherThings()
{
    static const QRegularExpression expression(
        QStringLiteral(
            // addresses, versions and hashes
            R"(\b\w+://\S+|\S+@\S+\.\w+|\bv?\d+\.\d+\.\d+(?:\.\d+)*\b(?![.,]?\d)|)"
            // dates and times
            R"(\b\d{4}-\d{1,2}(?:-\d{1,2})?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?\b|)"
            R"(\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)|)"
            R"(\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,4}(?:st|nd|rd|th)?\b(?:,?\s+\d{4}\b)?|)"
            R"(\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?(?:,?\s+\d{4})?\b|)"
            R"(\b(?:19|20)\d{2}\s?[-–—/]\s?(?:(?:19|20)?\d{2})\b|\b(?:19|20)\d{2}s\b|)"
            // ordinals, and what is numbered
            R"(\b\d+(?:st|nd|rd|th)\b|^\s*\d{1,3}[.)]\s|\[\^?\d+\]|#\d+|)"
            R"(\b(?:(?:step|section|chapter|figure|table|page|question|part|phase|option|item|line|row|column|day|week|month|quarter|version|note|level|tier|rank|place|position|article|rule|case|scenario|decile|quartile|percentile)s?|appendix|fig\.|no\.|number|nr\.)\s+\d+(?:\s?(?:[-–,]|and|to|or)\s?\d+)*\b|)"
            R"(\b(?:top|bottom|first|last|next|past|previous|best|worst|other|remaining)[ -]\d{1,2}\b(?!\s?%)|)"
            // spans of time and everyday numbers
            R"((?<![\d.,])\d{1,3}[- ](?:days?|weeks?|months?|quarters?|years?|hours?|minutes?|seconds?|steps?|ways?|things?|points?|reasons?|bullets?|sentences?|parts?|times|dimensions?|decimals?|digits?)\b|)"
            R"(\b24/7\b|\b\d+\s?[x×]\s?\d+\b)"),
        kOptions | QRegularExpression::MultilineOption);
    return expression;
}

const QRegularExpression &number()
{
    static const QRegularExpression expression(
        QStringLiteral(
            R"((?<sign>[-+−]\s?)?(?<currency>(?:\p{Sc}|\b(?:USD|EUR|GBP|CHF|JPY|US\$))\s?)?(?<sign2>[-−])?)"
            R"((?<digits>\d{1,3}(?:(?<group>[,.'’\x{00A0}\x{202F}\x{2009}])\d{3})(?:\g{group}\d{3})*(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?))"
            R"((?<magnitude>[ \x{00A0}]?(?:thousand|million|billion|trillion|mio\.?|mrd\.?|mn|bn)\b|[kKMB]\b|[ \x{00A0}](?:M|B|K)\b)?)"
            R"((?<percent>[ \x{00A0}\x{202F}]?(?:%|percentage points?\b|percent\b|per cent\b|pp\b))?)"
            R"((?<after>[ \x{00A0}]?(?:\p{Sc}|(?:USD|EUR|GBP|CHF|JPY)\b))?)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

double magnitudeOf(QStringView word)
{
    if (word.isEmpty())
        return 1;
    const QString lower = word.trimmed().toString().toLower();
    if (lower.startsWith(QLatin1Char('k')) || lower == QLatin1String("thousand"))
        return 1e3;
    if (lower.startsWith(QLatin1String("mrd")) || lower.startsWith(QLatin1Char('b')))
        return 1e9;
    if (lower.startsWith(QLatin1Char('t')))
        return 1e12;
    return 1e6;
}

WrittenFigure::Reading reading(const QString &digits, QChar decimalSign)
{
    QString plain;
    int decimals = 0;
    bool isBehind = false;
    for (const QChar c : digits) {
        if (c.isDigit()) {
            plain += QChar(u'0' + c.digitValue());
            decimals += isBehind ? 1 : 0;
        } else if (c == decimalSign) {
            plain += QLatin1Char('.');
            isBehind = true;
        }
    }
    return {plain.toDouble(), std::pow(10.0, -decimals)};
}

//! The likelier meaning first. A sign between digits either divides groups or begins the decimals.
QList<WrittenFigure::Reading> readingsOf(const QString &digits)
{
    const auto isSign = [](QChar c) { return !c.isDigit(); };
    const auto last = std::find_if(digits.rbegin(), digits.rend(), isSign);
    if (last == digits.rend())
        return {reading(digits, {})};
    const qsizetype behind = last - digits.rbegin();
    const auto signs = std::count_if(digits.begin(), digits.end(), isSign);
    const bool isDecimalSign = *last == u'.' || *last == u',';
    if (signs == 1 && isDecimalSign) {
        if (behind != 3)
            return {reading(digits, *last)};
        const QList<WrittenFigure::Reading> both{reading(digits, {}), reading(digits, *last)};
        return *last == u',' ? both : QList{both.last(), both.first()};
    }
    const bool isAllGroups = digits.count(*last) == signs;
    return {reading(digits, isAllGroups || !isDecimalSign ? QChar() : *last)};
}

void countDigits(WrittenFigure &figure, const QString &digits)
{
    QString only;
    for (const QChar c : digits) {
        if (c.isDigit() && (!only.isEmpty() || c.digitValue() != 0))
            only += c;
    }
    figure.significant = int(only.size());
    const bool isWhole = figure.readings.constFirst().unit == 1;
    while (isWhole && only.endsWith(u'0'))
        only.chop(1);
    figure.significantRound = int(only.size());
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

//! Whether what matched stands inside a name: "Q3", "GPT-4", "3D", "a_1".
bool isInName(QStringView text, int from, int to)
{
    if (to < text.size() && isWordCharacter(text[to]))
        return true;
    if (to + 1 < text.size() && (text[to] == u'-' || text[to] == u'/') && text[to + 1].isLetter())
        return text[to] == u'/';
    if (from == 0)
        return false;
    const QChar before = text[from - 1];
    if (isWordCharacter(before) || before == u'.' || before == u'\\')
        return true;
    return from > 1 && (before == u'-' || before == u'/') && text[from - 2].isLetter();
}

QStringView wordAt(QStringView text, qsizetype from)
{
    while (from < text.size() && (text[from] == u' ' || text[from] == QChar(0xA0)))
        ++from;
    qsizetype to = from;
    while (to < text.size() && text[to].isLetter())
        ++to;
    return text.mid(from, to - from);
}

bool touches(const QList<SkippedText> &ranges, int from, int to)
{
    return std::ranges::any_of(ranges,
                               [&](const SkippedText &range) { return range.from < to && from < range.to; });
}

} // namespace

QList<WrittenFigure> writtenFigures(QStringView text, const QList<SkippedText> &skipped)
{
    QList<WrittenFigure> figures;
    if (!std::ranges::any_of(text, [](QChar c) { return c.isDigit(); }))
        return figures;
    const QString whole = text.toString();
    QList<SkippedText> others = skipped;
    for (auto match = otherThings().globalMatch(whole); match.hasNext();) {
        const QRegularExpressionMatch other = match.next();
        others.append({int(other.capturedStart()), int(other.capturedEnd())});
    }
    for (auto match = number().globalMatch(whole); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        WrittenFigure figure{.from = int(found.capturedStart()), .to = int(found.capturedEnd())};
        const int digitsAt = int(found.capturedStart(u"digits"));
        const bool hasCurrency = found.hasCaptured(u"currency") && found.capturedLength(u"currency") > 0;
        const int signAt = found.capturedLength(u"sign") > 0 ? int(found.capturedStart(u"sign")) : -1;
        // A hyphen between two words or numbers is none of its sign.
        bool isSigned = found.capturedLength(u"sign2") > 0;
        if (signAt >= 0) {
            const bool isJoint = signAt > 0 && !text[signAt - 1].isSpace() && text[signAt - 1] != u'('
                                 && text[signAt - 1] != u'|';
            const bool isDash = found.capturedLength(u"sign") > 1;
            if (isJoint || isDash)
                figure.from = hasCurrency ? int(found.capturedStart(u"currency")) : digitsAt;
            else
                isSigned = isSigned || text[signAt] != u'+';
        }
        if (touches(others, digitsAt, int(found.capturedEnd(u"digits")))
            || isInName(text, figure.from, figure.to))
            continue;
        const QString digits = found.captured(u"digits");
        figure.readings = readingsOf(digits);
        countDigits(figure, digits);
        const double magnitude = magnitudeOf(found.capturedView(u"magnitude"));
        for (WrittenFigure::Reading &each : figure.readings) {
            each.value *= isSigned ? -magnitude : magnitude;
            each.unit *= magnitude;
        }
        figure.isPercent = found.capturedLength(u"percent") > 0;
        figure.hasUnit =
            figure.isPercent || hasCurrency || magnitude != 1 || found.capturedLength(u"after") > 0;
        figure.isWhole = figure.readings.constFirst().unit >= 1;
        figure.isYear = !figure.hasUnit && !isSigned && digits.size() == 4 && digits >= QLatin1String("1900")
                        && digits < QLatin1String("2100");
        figure.noun = wordAt(text, figure.to);
        figures.append(figure);
    }
    return figures;
}

} // namespace tabletalk
