// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlfunctions.h"

#include "likepattern.h"

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <memory>

namespace tabletalk {

namespace {

//! What the pattern in an argument was made into, kept for the next row as long as the argument is constant.
template <class Pattern, class Make>
const Pattern *patternIn(const SqlCall &call, int argument, Make make, std::unique_ptr<Pattern> &own)
{
    if (auto *kept = static_cast<Pattern *>(sqlite3_get_auxdata(call.context(), argument)))
        return kept;
    own = std::make_unique<Pattern>(make());
    Pattern *made = new Pattern(*own);
    sqlite3_set_auxdata(call.context(), argument, made,
                        [](void *old) { delete static_cast<Pattern *>(old); });
    return own.get();
}

void like(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const std::string_view escape = call.text(2);
    if (call.count() > 2 && escape.size() != 1) {
        call.fail("The text after ESCAPE is one character.");
        return;
    }
    std::unique_ptr<LikePattern> own;
    const auto *pattern = patternIn<LikePattern>(
        call, 0, [&] { return LikePattern(call.text(0), escape.empty() ? '\0' : escape.front()); }, own);
    const bool matches = pattern->matches(call.text(1), call.watch());
    if (!call.isLate())
        call.give(matches);
}

//! One character of a text, and the next.
char32_t takeCharacter(std::string_view &text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    char32_t value = more == 0 ? first : char32_t(first & (0x3f >> more));
    text.remove_prefix(1);
    for (int i = 0; i < more && !text.empty() && (text.front() & 0xc0) == 0x80; ++i) {
        value = value << 6 | char32_t(text.front() & 0x3f);
        text.remove_prefix(1);
    }
    return value;
}

//! Whether a character is of the set that begins at the pattern, behind its [, which is taken off.
bool isInSet(std::string_view &pattern, char32_t character)
{
    bool isOther = false;
    if (!pattern.empty() && pattern.front() == '^') {
        isOther = true;
        pattern.remove_prefix(1);
    }
    bool isIn = false;
    for (bool isFirst = true; !pattern.empty() && (isFirst || pattern.front() != ']'); isFirst = false) {
        const char32_t low = takeCharacter(pattern);
        char32_t high = low;
        if (pattern.size() > 1 && pattern.front() == '-' && pattern[1] != ']') {
            pattern.remove_prefix(1);
            high = takeCharacter(pattern);
        }
        isIn = isIn || (character >= low && character <= high);
    }
    if (pattern.empty())
        return false;
    pattern.remove_prefix(1);
    return isIn != isOther;
}

//! GLOB, which SQLite's own may take a minute for. Of two stars the later one gives way, so the work is no
//! more than the product of both lengths, and it is stopped in time.
bool globMatches(std::string_view pattern, std::string_view text, const QueryWatch &watch)
{
    std::string_view afterStar;
    std::string_view retry;
    bool hasStar = false;
    for (unsigned work = 0;; ++work) {
        if (work % 65536 == 65535 && watch.isPast())
            return false;
        if (!pattern.empty() && pattern.front() == '*') {
            pattern.remove_prefix(1);
            if (pattern.empty())
                return true;
            hasStar = true;
            afterStar = pattern;
            retry = text;
            continue;
        }
        if (text.empty() && pattern.empty())
            return true;
        if (!text.empty() && !pattern.empty()) {
            const char32_t wanted = takeCharacter(pattern);
            const char32_t character = takeCharacter(text);
            if (wanted == U'?' || (wanted == U'[' ? isInSet(pattern, character) : wanted == character))
                continue;
        }
        if (!hasStar || retry.empty())
            return false;
        takeCharacter(retry);
        text = retry;
        pattern = afterStar;
    }
}

void glob(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    const bool matches = globMatches(call.text(0), call.text(1), call.watch());
    if (!call.isLate())
        call.give(matches);
}

QString unicode(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

//! Nothing, and the call is told, when it is no pattern.
const QRegularExpression *expressionIn(const SqlCall &call, int argument, std::string_view flags,
                                       std::unique_ptr<QRegularExpression> &own)
{
    const auto make = [&] {
        // Code cannot be made in the sandbox, and a pattern that is tried forever is given up.
        const QString limits = QStringLiteral("(*NO_JIT)(*LIMIT_MATCH=300000)");
        QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
        if (flags.find('i') != std::string_view::npos)
            options |= QRegularExpression::CaseInsensitiveOption;
        return QRegularExpression(limits + unicode(call.text(argument)), options);
    };
    const QRegularExpression *expression = patternIn<QRegularExpression>(call, argument, make, own);
    if (expression->isValid())
        return expression;
    call.fail("The regular expression is not valid: " + expression->errorString().toStdString() + ".");
    return nullptr;
}

//! False, and the call is told, when the text was too hard for the pattern.
bool isDone(const SqlCall &call, const QRegularExpressionMatch &match)
{
    if (call.isLate())
        return false;
    if (!match.isValid())
        call.fail("The regular expression takes too many steps. Write it without nested repetition.");
    return match.isValid();
}

void matchesAt(const SqlCall &call, int text, int pattern, std::string_view flags)
{
    if (call.isNull(text) || call.isNull(pattern) || call.isLate())
        return;
    std::unique_ptr<QRegularExpression> own;
    const QRegularExpression *expression = expressionIn(call, pattern, flags, own);
    if (!expression)
        return;
    const QRegularExpressionMatch match = expression->match(unicode(call.text(text)));
    if (isDone(call, match))
        call.give(match.hasMatch());
}

//! Behind x REGEXP y, whose arguments SQLite hands over as y, x.
void regexp(const SqlCall &call)
{
    matchesAt(call, 1, 0, {});
}

void regexpIgnoringCase(const SqlCall &call)
{
    matchesAt(call, 0, 1, "i");
}

void regexpMatches(const SqlCall &call)
{
    matchesAt(call, 0, 1, call.text(2));
}

void regexpReplace(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    std::unique_ptr<QRegularExpression> own;
    const std::string_view flags = call.text(3);
    const QRegularExpression *expression = expressionIn(call, 1, flags, own);
    if (!expression)
        return;
    const QString text = unicode(call.text(0));
    QString put = unicode(call.text(2));
    QString made;
    qsizetype at = 0;
    QRegularExpressionMatchIterator matches = expression->globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (!isDone(call, match))
            return;
        made += QStringView(text).sliced(at, match.capturedStart() - at);
        for (qsizetype i = 0; i < put.size(); ++i) {
            const bool isGroup = put[i] == u'\\' && i + 1 < put.size() && put[i + 1].isDigit();
            if (isGroup)
                made += match.captured(put[++i].digitValue());
            else
                made += put[i];
        }
        at = match.capturedEnd();
        if (made.size() > kLongestSqlText) {
            call.failTooLong();
            return;
        }
        // PostgreSQL replaces the first alone unless it is told "g"; so does everybody who names flags.
        if (call.count() > 3 && flags.find('g') == std::string_view::npos)
            break;
    }
    made += QStringView(text).sliced(at);
    const QByteArray utf8 = made.toUtf8();
    call.give(std::string_view(utf8.constData(), size_t(utf8.size())));
}

void regexpExtract(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    std::unique_ptr<QRegularExpression> own;
    const QRegularExpression *expression = expressionIn(call, 1, {}, own);
    if (!expression)
        return;
    const QRegularExpressionMatch match = expression->match(unicode(call.text(0)));
    const int group = call.count() > 2 ? int(std::clamp<qint64>(call.integer(2), 0, 99)) : 0;
    if (isDone(call, match) && match.hasMatch()) {
        const QByteArray utf8 = match.captured(group).toUtf8();
        call.give(std::string_view(utf8.constData(), size_t(utf8.size())));
    }
}

void regexpCount(const SqlCall &call)
{
    if (call.hasNull() || call.isLate())
        return;
    std::unique_ptr<QRegularExpression> own;
    const QRegularExpression *expression = expressionIn(call, 1, {}, own);
    if (!expression)
        return;
    qint64 count = 0;
    QRegularExpressionMatchIterator matches = expression->globalMatch(unicode(call.text(0)));
    for (; matches.hasNext(); ++count) {
        if (!isDone(call, matches.next()))
            return;
    }
    call.give(count);
}

} // namespace

void addPatternFunctions(FunctionRegistry &functions)
{
    functions.add<like>("like", 2);
    functions.add<like>("like", 3);
    functions.add<glob>("glob", 2);
    functions.add<regexp>("regexp", 2);
    functions.add<regexpIgnoringCase>("regexp_ilike", 2);
    for (const char *name : {"regexp_like", "regexp_matches", "regexp_contains"}) {
        functions.add<regexpMatches>(name, 2);
        functions.add<regexpMatches>(name, 3);
    }
    functions.add<regexpReplace>("regexp_replace", 3);
    functions.add<regexpReplace>("regexp_replace", 4);
    for (const char *name : {"regexp_extract", "regexp_substr"}) {
        functions.add<regexpExtract>(name, 2);
        functions.add<regexpExtract>(name, 3);
    }
    functions.add<regexpCount>("regexp_count", 2);
}

} // namespace tabletalk
