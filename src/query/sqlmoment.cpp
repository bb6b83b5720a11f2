// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlmoment.h"

#include "civildate.h"

#include <algorithm>
#include <chrono>

namespace tabletalk {

namespace {

constexpr qint64 kMicrosPerMinute = 60 * kMicrosPerSecond;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! Reads from the beginning of a text.
class Reader {
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_text.empty(); }
    bool take(std::string_view any)
    {
        if (m_text.empty() || any.find(m_text.front()) == std::string_view::npos)
            return false;
        m_taken = m_text.front();
        m_text.remove_prefix(1);
        return true;
    }
    char taken() const { return m_taken; }
    //! Digits, `fewest` to `most`; -1 where there are fewer.
    int number(size_t fewest, size_t most)
    {
        int value = 0;
        size_t count = 0;
        while (count < most && count < m_text.size() && isDigit(m_text[count]))
            value = value * 10 + (m_text[count++] - '0');
        if (count < fewest)
            return -1;
        m_text.remove_prefix(count);
        return value;
    }
    //! What follows a point, in microseconds; more digits are cut off.
    qint64 fraction()
    {
        qint64 value = 0;
        int digits = 0;
        for (; !m_text.empty() && isDigit(m_text.front()); m_text.remove_prefix(1), ++digits) {
            if (digits < 6)
                value = value * 10 + (m_text.front() - '0');
        }
        for (; digits < 6; ++digits)
            value *= 10;
        return value;
    }

private:
    std::string_view m_text;
    char m_taken = '\0';
};

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

//! Hours, minutes, and what follows of them; -1 where it is no time of day.
qint64 timeOfDay(Reader &reader)
{
    const int hour = reader.number(1, 2);
    if (hour < 0 || hour > 24 || !reader.take(":"))
        return -1;
    const int minute = reader.number(2, 2);
    if (minute < 0 || minute > 59)
        return -1;
    qint64 micros = (qint64(hour) * 60 + minute) * kMicrosPerMinute;
    if (reader.take(":")) {
        const int second = reader.number(2, 2);
        if (second < 0 || second > 60)
            return -1;
        micros += second * kMicrosPerSecond;
        if (reader.take(".,"))
            micros += reader.fraction();
    }
    return micros;
}

//! Counts a time zone away; false for what is none.
bool zone(Reader &reader, qint64 &micros)
{
    while (reader.take(" ")) { }
    if (reader.atEnd())
        return true;
    if (reader.take("Zz"))
        return reader.atEnd();
    if (!reader.take("+-"))
        return false;
    const qint64 sign = reader.taken() == '-' ? 1 : -1;
    const int hours = reader.number(2, 2);
    if (hours < 0)
        return false;
    reader.take(":");
    const int minutes = std::max(0, reader.number(2, 2));
    micros += sign * (hours * 60 + minutes) * kMicrosPerMinute;
    return reader.atEnd();
}

class Writer {
public:
    explicit Writer(MomentText &to)
        : m_to(to)
    {
    }
    void number(quint64 value, int width)
    {
        char digits[24];
        int count = 0;
        do {
            digits[count++] = char('0' + value % 10);
            value /= 10;
        } while (value > 0);
        for (; count < width; ++count)
            digits[count] = '0';
        while (count > 0)
            sign(digits[--count]);
    }
    void sign(char c)
    {
        if (m_to.size < m_to.text.size())
            m_to.text[m_to.size++] = c;
    }
    void date(qint64 days)
    {
        constexpr qint64 kFarthest = 1'000'000'000;
        const CivilDate civil = civilFromDays(std::clamp(days, -kFarthest, kFarthest));
        if (civil.year < 0)
            sign('-');
        number(quint64(civil.year < 0 ? -civil.year : civil.year), 4);
        sign('-');
        number(quint64(civil.month), 2);
        sign('-');
        number(quint64(civil.day), 2);
    }
    void time(qint64 micros)
    {
        const auto seconds = quint64(micros / kMicrosPerSecond);
        number(seconds / 3600, 2);
        sign(':');
        number(seconds / 60 % 60, 2);
        sign(':');
        number(seconds % 60, 2);
        auto rest = quint64(micros % kMicrosPerSecond);
        if (rest == 0)
            return;
        sign('.');
        int digits = 6;
        for (; rest % 10 == 0; rest /= 10)
            --digits;
        number(rest, digits);
    }

private:
    MomentText &m_to;
};

qint64 daysOf(qint64 micros)
{
    return micros >= 0 ? micros / kMicrosPerDay : -((kMicrosPerDay - 1 - micros) / kMicrosPerDay);
}

} // namespace

std::optional<SqlMoment> sqlMoment(std::string_view text)
{
    text = trimmed(text);
    SqlMoment moment;
    if (text == "now") {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        moment.micros = std::chrono::duration_cast<std::chrono::seconds>(now).count() * kMicrosPerSecond;
        moment.hasTime = true;
        return moment;
    }
    if (text.size() >= 4 && text.find(':') <= 2) {
        Reader reader(text);
        moment.micros = timeOfDay(reader);
        moment.hasTime = true;
        moment.hasDate = false;
        return moment.micros >= 0 && reader.atEnd() ? std::optional(moment) : std::nullopt;
    }
    Reader reader(text);
    CivilDate date;
    const bool isBefore = reader.take("-");
    date.year = reader.number(4, 5) * (isBefore ? -1 : 1);
    if (!reader.take("-/."))
        return std::nullopt;
    date.month = reader.number(1, 2);
    if (date.month < 1 || date.month > 12)
        return std::nullopt;
    if (reader.take("-/.")) {
        date.day = reader.number(1, 2);
        if (date.day < 1 || date.day > daysInMonth(date.year, date.month))
            return std::nullopt;
    }
    moment.micros = daysFromCivil(date) * kMicrosPerDay;
    if (reader.atEnd())
        return moment;
    if (!reader.take(" T"))
        return std::nullopt;
    while (reader.take(" ")) { }
    const qint64 time = timeOfDay(reader);
    if (time < 0)
        return std::nullopt;
    moment.micros += time;
    moment.hasTime = true;
    return zone(reader, moment.micros) ? std::optional(moment) : std::nullopt;
}

std::string sqlText(const SqlMoment &moment)
{
    if (!moment.hasDate)
        return std::string(momentText(ColumnType::Time, moment.micros).view());
    if (!moment.hasTime)
        return std::string(momentText(ColumnType::Date, daysOf(moment.micros)).view());
    return std::string(momentText(ColumnType::Timestamp, moment.micros).view());
}

MomentText momentText(ColumnType type, qint64 raw)
{
    MomentText text;
    Writer writer(text);
    if (type == ColumnType::Date) {
        writer.date(raw);
    } else if (type == ColumnType::Time) {
        writer.time(std::clamp<qint64>(raw, 0, kMicrosPerDay - 1));
    } else {
        const qint64 days = daysOf(raw);
        writer.date(days);
        writer.sign(' ');
        writer.time(raw - days * kMicrosPerDay);
    }
    return text;
}

std::optional<MomentRange> momentRange(std::string_view text, const ColumnFormat &format)
{
    const std::optional<SqlMoment> moment = sqlMoment(text);
    if (!moment || text == "now")
        return std::nullopt;
    const bool isTime = format.type == ColumnType::Time;
    if (moment->hasDate == isTime)
        return std::nullopt;
    const qint64 raw = format.type == ColumnType::Date ? daysOf(moment->micros) : moment->micros;
    if (momentText(format.type, raw).view() == text)
        return MomentRange{raw, raw};
    // A day is less than all moments of it.
    if (format.type == ColumnType::Timestamp && !moment->hasTime
        && momentText(ColumnType::Date, daysOf(raw)).view() == text)
        return MomentRange{raw - 1, raw};
    return std::nullopt;
}

} // namespace tabletalk
