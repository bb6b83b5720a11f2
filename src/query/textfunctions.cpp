// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include <QString>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <vector>

namespace tabletalk {

namespace {

// Each of them is linear in what it gets, unlike SQLite's own of the same name, or looks at the time.

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

//! Where the character begins that has `count` characters before it.
size_t skip(std::string_view text, qint64 count)
{
    size_t at = 0;
    for (; at < text.size() && count > 0; --count) {
        for (++at; at < text.size() && isContinuation(text[at]);)
            ++at;
    }
    return at;
}

qint64 characters(std::string_view text)
{
    return std::count_if(text.begin(), text.end(), [](char c) { return !isContinuation(c); });
}

size_t findIn(std::string_view text, std::string_view wanted, size_t from)
{
    if (from > text.size())
        return std::string_view::npos;
    if (wanted.empty())
        return from;
    const void *found = ::memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    return found ? size_t(static_cast<const char *>(found) - text.data()) : std::string_view::npos;
}

void findText(const SqlCall &call, std::string_view text, std::string_view wanted)
{
    const size_t at = findIn(text, wanted, 0);
    call.give(at == std::string_view::npos ? qint64(0) : characters(text.substr(0, at)) + 1);
}

void instr(const SqlCall &call)
{
    if (!call.hasNull() && !call.isLate())
        findText(call, call.text(0), call.text(1));
}

//! With the arguments the other way round.
void locate(const SqlCall &call)
{
    if (!call.hasNull() && !call.isLate())
        findText(call, call.text(1), call.text(0));
}

void replaceText(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view text = call.text(0);
    const std::string_view old = call.text(1);
    const std::string_view put = call.text(2);
    if (old.empty()) {
        call.give(text);
        return;
    }
    std::string made;
    size_t at = 0;
    for (size_t found = findIn(text, old, 0); found != std::string_view::npos;
         found = findIn(text, old, at)) {
        made.append(text.substr(at, found - at)).append(put);
        at = found + old.size();
        if (qint64(made.size()) > kLongestSqlText) {
            call.failTooLong();
            return;
        }
    }
    made.append(text.substr(at));
    call.give(made);
}

//! The characters of a text that are to go from its ends.
class TrimSet {
public:
    explicit TrimSet(std::string_view characters)
    {
        for (size_t at = 0; at < characters.size();) {
            const size_t end = at + skip(characters.substr(at), 1);
            m_characters.emplace_back(characters.substr(at, end - at));
            at = end;
        }
        std::sort(m_characters.begin(), m_characters.end());
    }
    bool holds(std::string_view character) const
    {
        return std::binary_search(m_characters.begin(), m_characters.end(), character);
    }

private:
    std::vector<std::string_view> m_characters;
};

template <bool left, bool right>
void trim(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    std::string_view text = call.text(0);
    const TrimSet set(call.count() > 1 ? call.text(1) : std::string_view(" "));
    while (left && !text.empty()) {
        const size_t end = skip(text, 1);
        if (!set.holds(text.substr(0, end)))
            break;
        text.remove_prefix(end);
    }
    while (right && !text.empty()) {
        size_t begin = text.size() - 1;
        while (begin > 0 && isContinuation(text[begin]))
            --begin;
        if (!set.holds(text.substr(begin)))
            break;
        text = text.substr(0, begin);
    }
    call.give(text);
}

QString unicode(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

void giveText(const SqlCall &call, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    call.give(std::string_view(utf8.constData(), size_t(utf8.size())));
}

void upper(const SqlCall &call)
{
    if (!call.isNull(0) && !call.isLate())
        giveText(call, unicode(call.text(0)).toUpper());
}

void lower(const SqlCall &call)
{
    if (!call.isNull(0) && !call.isLate())
        giveText(call, unicode(call.text(0)).toLower());
}

void initcap(const SqlCall &call)
{
    if (call.isNull(0) || call.isLate())
        return;
    QString text = unicode(call.text(0)).toLower();
    bool isStart = true;
    for (QChar &c : text) {
        if (isStart)
            c = c.toUpper();
        isStart = !c.isLetterOrNumber() && c != u'\'';
    }
    giveText(call, text);
}

void stripAccents(const SqlCall &call)
{
    if (call.isNull(0) || call.isLate())
        return;
    QString text = unicode(call.text(0)).normalized(QString::NormalizationForm_D);
    text.removeIf([](QChar c) { return c.isMark(); });
    giveText(call, text.normalized(QString::NormalizationForm_C));
}

void reverse(const SqlCall &call)
{
    if (call.isNull(0) || call.isLate())
        return;
    const std::string_view text = call.text(0);
    std::string made;
    made.reserve(text.size());
    for (size_t end = text.size(); end > 0;) {
        size_t begin = end - 1;
        while (begin > 0 && isContinuation(text[begin]))
            --begin;
        made.append(text.substr(begin, end - begin));
        end = begin;
    }
    call.give(made);
}

void left(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view text = call.text(0);
    const qint64 wanted = call.integer(1);
    const qint64 count = wanted < 0 ? std::max<qint64>(0, characters(text) + wanted) : wanted;
    call.give(text.substr(0, skip(text, count)));
}

void right(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view text = call.text(0);
    const qint64 wanted = call.integer(1);
    const qint64 there = characters(text);
    const qint64 dropped =
        wanted < 0 ? std::min(there, -std::max(wanted, -there)) : std::max<qint64>(0, there - wanted);
    call.give(text.substr(skip(text, dropped)));
}

template <bool atLeft>
void pad(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view text = call.text(0);
    const qint64 wanted = std::max<qint64>(0, call.integer(1));
    const std::string_view fill = call.count() > 2 ? call.text(2) : std::string_view(" ");
    const qint64 there = characters(text);
    if (wanted <= there || fill.empty()) {
        call.give(text.substr(0, skip(text, wanted)));
        return;
    }
    if (wanted > kLongestSqlText) {
        call.failTooLong();
        return;
    }
    std::string filling;
    const qint64 step = characters(fill);
    qint64 missing = wanted - there;
    for (; missing >= step; missing -= step)
        filling.append(fill);
    filling.append(fill.substr(0, skip(fill, missing)));
    call.give(atLeft ? filling.append(text) : std::string(text).append(filling));
}

void repeat(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view text = call.text(0);
    const qint64 times = std::max<qint64>(0, call.integer(1));
    if (!text.empty() && times > kLongestSqlText / qint64(text.size())) {
        call.failTooLong();
        return;
    }
    std::string made;
    for (qint64 i = 0; i < times && !text.empty(); ++i)
        made.append(text);
    call.give(made);
}

void splitPart(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view text = call.text(0);
    const std::string_view separator = call.text(1);
    std::vector<std::string_view> parts;
    size_t at = 0;
    while (!separator.empty()) {
        const size_t found = findIn(text, separator, at);
        if (found == std::string_view::npos)
            break;
        parts.push_back(text.substr(at, found - at));
        at = found + separator.size();
    }
    parts.push_back(text.substr(at));
    const qint64 wanted = call.integer(2);
    const auto count = qint64(parts.size());
    const qint64 index = wanted < 0 ? count + wanted : wanted - 1;
    call.give(index >= 0 && index < count ? parts[size_t(index)] : std::string_view());
}

//! Joins what is not NULL, from argument `first` on.
void join(const SqlCall &call, std::string_view separator, int first)
{
    std::string made;
    bool isFirst = true;
    for (int i = first; i < call.count(); ++i) {
        if (call.isNull(i))
            continue;
        if (!isFirst)
            made.append(separator);
        isFirst = false;
        made.append(call.text(i));
    }
    if (qint64(made.size()) > kLongestSqlText)
        call.failTooLong();
    else
        call.give(made);
}

void concat(const SqlCall &call)
{
    if (!call.isLate())
        join(call, {}, 0);
}

void concatWs(const SqlCall &call)
{
    if (call.count() > 0 && !call.isNull(0) && !call.isLate())
        join(call, std::string(call.text(0)), 1);
}

void startsWith(const SqlCall &call)
{
    if (!call.hasNull())
        call.give(call.text(0).starts_with(call.text(1)));
}

void endsWith(const SqlCall &call)
{
    if (!call.hasNull())
        call.give(call.text(0).ends_with(call.text(1)));
}

void contains(const SqlCall &call)
{
    if (!call.hasNull() && !call.isLate())
        call.give(findIn(call.text(0), call.text(1), 0) != std::string_view::npos);
}

void levenshtein(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    constexpr qsizetype kMostWork = 4'000'000;
    const QString one = unicode(call.text(0));
    const QString other = unicode(call.text(1));
    if (one.size() * other.size() > kMostWork) {
        call.fail("levenshtein() compares texts of up to 2,000 characters.");
        return;
    }
    std::vector<qint64> row(size_t(other.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < one.size(); ++i) {
        qint64 diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < other.size(); ++j) {
            const qint64 changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[size_t(j) + 1];
            row[size_t(j) + 1] = std::min({changed, diagonal + 1, row[size_t(j)] + 1});
        }
    }
    call.give(row.back());
}

void lengthOf(const SqlCall &call)
{
    if (!call.isNull(0))
        call.give(characters(call.text(0)));
}

} // namespace

void addTextFunctions(FunctionRegistry &functions)
{
    functions.add<instr>("instr", 2);
    functions.add<instr>("strpos", 2);
    functions.add<locate>("locate", 2);
    functions.add<locate>("charindex", 2);
    functions.add<replaceText>("replace", 3);
    for (const int count : {1, 2}) {
        functions.add<trim<true, true>>("trim", count);
        functions.add<trim<true, true>>("btrim", count);
        functions.add<trim<true, false>>("ltrim", count);
        functions.add<trim<false, true>>("rtrim", count);
    }
    functions.add<upper>("upper", 1);
    functions.add<upper>("ucase", 1);
    functions.add<lower>("lower", 1);
    functions.add<lower>("lcase", 1);
    functions.add<initcap>("initcap", 1);
    functions.add<stripAccents>("strip_accents", 1);
    functions.add<stripAccents>("unaccent", 1);
    functions.add<reverse>("reverse", 1);
    functions.add<left>("str_left", 2);
    functions.add<right>("str_right", 2);
    for (const int count : {2, 3}) {
        functions.add<pad<true>>("lpad", count);
        functions.add<pad<false>>("rpad", count);
    }
    functions.add<repeat>("repeat", 2);
    functions.add<splitPart>("split_part", 3);
    functions.add<concat>("concat", -1);
    functions.add<concatWs>("concat_ws", -1);
    for (const char *name : {"starts_with", "startswith", "prefix"})
        functions.add<startsWith>(name, 2);
    for (const char *name : {"ends_with", "endswith", "suffix"})
        functions.add<endsWith>(name, 2);
    functions.add<contains>("contains", 2);
    functions.add<levenshtein>("levenshtein", 2);
    functions.add<levenshtein>("editdist", 2);
    for (const char *name : {"char_length", "character_length", "len"})
        functions.add<lengthOf>(name, 1);
}

} // namespace tabletalk
