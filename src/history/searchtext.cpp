// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchtext.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace tabletalk {

namespace {

//! In code points; what is longer is data, not a word.
constexpr int kLongestWord = 64;

char32_t codePointAt(QStringView text, qsizetype at)
{
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return QChar::surrogateToUcs4(text[at], text[at + 1]);
    return text[at].unicode();
}

qsizetype unitsOf(char32_t c)
{
    return QChar::requiresSurrogates(c) ? 2 : 1;
}

void append(QString &text, char32_t c)
{
    text += QStringView(QChar::fromUcs4(c));
}

bool isAccent(char32_t c)
{
    return c >= 0x0300 && c <= 0x036F;
}

//! Scripts that are written without spaces between words.
bool isUnspaced(char32_t c)
{
    struct Range {
        char32_t first;
        char32_t last;
    };
    constexpr std::array kRanges{
        Range{0x3005, 0x3007}, Range{0x3040, 0x30FF},   Range{0x3105, 0x312F}, Range{0x31F0, 0x31FF},
        Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF},   Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF},
        Range{0xFF66, 0xFF9F}, Range{0x20000, 0x323AF},
    };
    return c >= kRanges.front().first && std::any_of(kRanges.begin(), kRanges.end(), [c](const Range &range) {
               return c >= range.first && c <= range.last;
           });
}

bool isWordPart(char32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    return QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

char32_t folded(char32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    // Beyond, a decomposition takes syllables and voiced kana apart, which no reader would.
    constexpr char32_t kFirstIdeographic = 0x2E80;
    constexpr char32_t kFirstFullWidth = 0xFF01;
    constexpr char32_t kLastFullWidth = 0xFF5E;
    if (c >= kFirstFullWidth && c <= kLastFullWidth)
        return folded(c - kFirstFullWidth + '!');
    if (c < kFirstIdeographic && QChar::decompositionTag(c) == QChar::Canonical) {
        const QString parts = QChar::decomposition(c);
        return folded(codePointAt(parts, 0));
    }
    return QChar::toCaseFolded(c);
}

//! Calls `use(word)` for each word of a folded text.
template <class Use>
void forEachWord(QStringView text, Use use)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const char32_t c = codePointAt(text, at);
        if (!isWordPart(c)) {
            at += unitsOf(c);
            continue;
        }
        const bool unspaced = isUnspaced(c);
        qsizetype end = at;
        int length = 0;
        while (end < text.size()) {
            const char32_t next = codePointAt(text, end);
            if (!isWordPart(next) || isUnspaced(next) != unspaced)
                break;
            end += unitsOf(next);
            if (!unspaced && ++length == kLongestWord) {
                use(text.sliced(at, end - at), unspaced);
                at = end;
            }
        }
        if (length < kLongestWord)
            use(text.sliced(at, end - at), unspaced);
        at = end;
    }
}

//! Calls `use(pair)` for every two neighbours, then for the last character.
template <class Use>
void forEachPair(QStringView run, Use use)
{
    qsizetype at = 0;
    while (at < run.size()) {
        const qsizetype first = unitsOf(codePointAt(run, at));
        const qsizetype second = at + first < run.size() ? unitsOf(codePointAt(run, at + first)) : 0;
        use(run.sliced(at, first + second));
        at += first;
    }
}

QString quoted(QStringView word, bool isBeginning)
{
    return u'"' + word.toString() + (isBeginning ? QStringLiteral("\"*") : QStringLiteral("\""));
}

//! What the index has to hold for this word of the query.
QStringList queryWords(QStringView word, bool unspaced, bool isBeginning)
{
    if (!unspaced)
        return {quoted(word, isBeginning)};
    QStringList pairs;
    forEachPair(word, [&pairs](QStringView pair) { pairs.append(quoted(pair, false)); });
    if (pairs.size() == 1)
        return {quoted(word, true)};
    pairs.removeLast();
    return pairs;
}

bool isWordBoundary(QStringView text, qsizetype at)
{
    return at <= 0 || at >= text.size() || !isWordPart(text[at - 1].unicode())
           || !isWordPart(text[at].unicode());
}

} // namespace

FoldedText fold(QStringView text)
{
    FoldedText result;
    result.text.reserve(text.size());
    result.origins.reserve(size_t(text.size()));
    for (qsizetype at = 0; at < text.size();) {
        const char32_t c = codePointAt(text, at);
        if (!isAccent(c)) {
            append(result.text, folded(c));
            result.origins.resize(size_t(result.text.size()), at);
        }
        at += unitsOf(c);
    }
    return result;
}

QStringList indexWords(QStringView text)
{
    const FoldedText folding = fold(text);
    QSet<QStringView> words;
    forEachWord(folding.text, [&words](QStringView word, bool unspaced) {
        if (unspaced)
            forEachPair(word, [&words](QStringView pair) { words.insert(pair); });
        else
            words.insert(word);
    });
    QStringList all;
    all.reserve(words.size());
    for (const QStringView word : std::as_const(words))
        all.append(word.toString());
    return all;
}

SearchWords SearchWords::parse(const QString &typed)
{
    SearchWords words;
    const QStringList parts = fold(typed).text.split(u'"');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i % 2 == 1) { // between quotes; the last ones may be missing still
            if (const QString exact = parts.at(i).simplified(); !exact.isEmpty())
                words.terms.append({exact, true});
            continue;
        }
        forEachWord(parts.at(i), [&words](QStringView word, bool) {
            words.terms.append({word.toString(), false});
        });
    }
    return words;
}

QString SearchWords::indexQuery() const
{
    QStringList all;
    for (const Term &term : terms) {
        forEachWord(term.folded, [&](QStringView word, bool unspaced) {
            const bool isLast = word.end() == QStringView(term.folded).end();
            all += queryWords(word, unspaced, !term.isExact || isLast);
        });
    }
    all.removeDuplicates();
    // SQLite refuses an expression beyond a depth; nobody types as many.
    constexpr qsizetype kMostWords = 64;
    all.resize(std::min(all.size(), kMostWords));
    return all.join(QStringLiteral(" AND "));
}

std::optional<QList<SearchWords::Found>> SearchWords::find(const QString &folded) const
{
    QList<Found> all;
    for (const Term &term : terms) {
        const bool anywhere = term.isExact || isUnspaced(codePointAt(term.folded, 0));
        bool isThere = false;
        for (qsizetype at = folded.indexOf(term.folded); at >= 0; at = folded.indexOf(term.folded, at + 1)) {
            const bool begins = isWordBoundary(folded, at);
            if (!anywhere && !begins)
                continue;
            isThere = true;
            all.append({at, term.folded.size(), begins && isWordBoundary(folded, at + term.folded.size())});
        }
        if (!isThere && term.isExact)
            return std::nullopt;
    }
    std::sort(all.begin(), all.end(), [](const Found &a, const Found &b) {
        return a.start != b.start ? a.start < b.start : a.length > b.length;
    });
    qsizetype end = -1;
    all.removeIf([&end](const Found &found) {
        if (found.start < end)
            return true;
        end = found.start + found.length;
        return false;
    });
    return all;
}

} // namespace tabletalk
