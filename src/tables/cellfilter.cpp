// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellfilter.h"

#include <QDate>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qint64 kMicrosecondsPerMs = 1000;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

std::optional<double> numberFrom(const ColumnFormat &format, QString text)
{
    const bool isPercent = text.endsWith(u'%');
    if (isPercent)
        text.chop(1);
    text.remove(u' ');
    if (format.decimalSign == ",") {
        text.remove(u'.');
        text.replace(u',', u'.');
    }
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    constexpr double kPercent = 100;
    return isNumber ? std::optional(isPercent ? number / kPercent : number) : std::nullopt;
}

std::optional<double> dateFrom(const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? std::optional(double(QDate(1970, 1, 1).daysTo(date))) : std::nullopt;
}

std::optional<double> timeFrom(const QString &text)
{
    const QTime time = QTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(double(time.msecsSinceStartOfDay() * kMicrosecondsPerMs))
                          : std::nullopt;
}

std::optional<double> momentFrom(QString text)
{
    QDateTime moment = QDateTime::fromString(text.replace(u' ', u'T'), Qt::ISODateWithMs);
    if (!moment.isValid())
        return std::nullopt;
    moment.setTimeSpec(Qt::UTC);
    return double(moment.toMSecsSinceEpoch() * kMicrosecondsPerMs);
}

//! What a person wrote for a value of this kind; nothing where it is none.
std::optional<double> valueFrom(const ColumnFormat &format, const QString &text)
{
    switch (format.type) {
    case ColumnType::Integer:
    case ColumnType::Decimal:
    case ColumnType::Real:
        return numberFrom(format, text);
    case ColumnType::Date:
        return dateFrom(text);
    case ColumnType::Time:
        return timeFrom(text);
    case ColumnType::Timestamp:
        return text.contains(u':') ? momentFrom(text) : momentFrom(text + QStringLiteral("T00:00:00"));
    case ColumnType::Text:
    case ColumnType::Boolean:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

CellFilter::CellFilter(const Column &column, const QString &typed)
    : m_column(column)
{
    const QString text = typed.trimmed();
    const ColumnFormat &format = column.format();
    QString rest = text;
    const auto takes = [&rest](QLatin1String sign) {
        if (!rest.startsWith(sign))
            return false;
        rest = rest.sliced(sign.size()).trimmed();
        return true;
    };
    const bool isNotEqual = takes(QLatin1String("!="));
    if (isNotEqual || takes(QLatin1String("="))) {
        m_isNegated = isNotEqual;
        m_kind = rest.isEmpty() ? Kind::Empty : Kind::Text;
        m_part = rest;
        if (const std::optional<double> value = valueFrom(format, rest)) {
            m_kind = Kind::Value;
            m_least = m_most = value;
        }
    } else if (const qsizetype dots = text.indexOf(QLatin1String("..")); dots > 0) {
        m_least = valueFrom(format, text.first(dots).trimmed());
        m_most = valueFrom(format, text.sliced(dots + 2).trimmed());
        m_kind = m_least && m_most ? Kind::Value : Kind::Part;
    } else if (text.startsWith(u'<') || text.startsWith(u'>')) {
        const bool isMost = text.startsWith(u'<');
        rest = text.sliced(1);
        const bool isIn = takes(QLatin1String("="));
        const std::optional<double> value = valueFrom(format, rest.trimmed());
        (isMost ? m_most : m_least) = value;
        (isMost ? m_isMostIn : m_isLeastIn) = isIn;
        m_kind = value ? Kind::Value : Kind::Part;
    }
    if (m_kind == Kind::Part)
        m_part = text;
    if (std::all_of(m_part.begin(), m_part.end(), [](QChar c) { return c.unicode() < 128; }))
        m_asciiPart = m_part.toLower().toStdString();
    if (m_kind != Kind::Part && m_kind != Kind::Text)
        return;
    const std::vector<Segment> &segments = column.segments();
    if (std::all_of(segments.begin(), segments.end(),
                    [&column](const Segment &segment) { return column.isDictionary(segment); })) {
        m_codes.resize(size_t(column.dictionarySize()));
        for (size_t code = 0; code < m_codes.size(); ++code)
            m_codes[code] = matchesText(column.dictionaryText(qint64(code)));
    }
}

bool CellFilter::isPart(std::string_view shown) const
{
    if (m_asciiPart.empty())
        return m_part.isEmpty()
               || QString::fromUtf8(shown.data(), qsizetype(shown.size()))
                      .contains(m_part, Qt::CaseInsensitive);
    // No byte of a longer character is ASCII.
    return std::search(shown.begin(), shown.end(), m_asciiPart.begin(), m_asciiPart.end(),
                       [](char a, char b) { return lower(a) == b; })
           != shown.end();
}

bool CellFilter::isText(std::string_view text) const
{
    return QString::fromUtf8(text.data(), qsizetype(text.size())).compare(m_part, Qt::CaseInsensitive) == 0;
}

bool CellFilter::matchesText(std::string_view text) const
{
    return m_kind == Kind::Part ? isPart(text) : isText(text) != m_isNegated;
}

bool CellFilter::compares(qint64 row) const
{
    if (m_column.isNull(row))
        return false;
    const double value = asDouble(m_column.format(), m_column.raw(row));
    const bool isWithin = (!m_least || (m_isLeastIn ? value >= *m_least : value > *m_least))
                          && (!m_most || (m_isMostIn ? value <= *m_most : value < *m_most));
    return isWithin != m_isNegated;
}

bool CellFilter::matches(qint64 row) const
{
    switch (m_kind) {
    case Kind::Value:
        return compares(row);
    case Kind::Empty:
        return m_column.isNull(row) != m_isNegated;
    case Kind::Part:
    case Kind::Text:
        if (!m_codes.empty() && !m_column.isNull(row)) {
            const auto code = quint64(m_column.raw(row));
            return code < m_codes.size() && m_codes[code];
        }
        return matchesText(m_column.shown(row));
    }
    Q_UNREACHABLE();
}

} // namespace tabletalk
