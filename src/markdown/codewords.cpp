// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "codewords.h"

#include <algorithm>

namespace tabletalk {

CodeWords::CodeWords(const CodeLanguage &language)
    : m_ignoresCase(language.traits.testFlag(CodeTrait::IgnoresCase))
{
    std::size_t wordCount = 3;
    for (const char *list : {language.keywords, language.types, language.constants})
        wordCount += std::size_t(QLatin1String(list).count(u' '));
    std::size_t size = 4;
    while (size < 2 * wordCount)
        size *= 2;
    m_slots.resize(size);
    add(language.keywords, CodeRole::Keyword);
    add(language.types, CodeRole::Type);
    add(language.constants, CodeRole::Number);
}

void CodeWords::add(const char *list, CodeRole role)
{
    const QLatin1String words(list);
    for (qsizetype at = 0; at < words.size();) {
        const qsizetype space = words.indexOf(u' ', at);
        const qsizetype end = space < 0 ? words.size() : space;
        const QLatin1String word = words.sliced(at, end - at);
        at = end + 1;
        if (word.isEmpty())
            continue;
        m_longest = std::max(m_longest, word.size());
        Entry &slot = m_slots[slotOf(word)];
        if (slot.word.isEmpty())
            slot = {word, role};
    }
}

//! Where the word is, or would be put. The second bit of the first and last letters and the length tell
//! nearly all words of a language apart.
template <typename Text>
std::size_t CodeWords::slotOf(Text word) const
{
    constexpr char16_t kCaseBit = 0x20;
    const auto folded = [&](qsizetype i) -> std::size_t {
        const char16_t c = QChar(word[i]).unicode();
        return m_ignoresCase ? c | kCaseBit : c;
    };
    const qsizetype last = word.size() - 1;
    std::size_t hash =
        folded(0) + folded(last) * 31 + folded(last / 2) * 127 + std::size_t(word.size()) * 1021;
    hash ^= hash >> 7;
    const auto sensitivity = m_ignoresCase ? Qt::CaseInsensitive : Qt::CaseSensitive;
    for (std::size_t slot = hash & (m_slots.size() - 1);; slot = (slot + 1) & (m_slots.size() - 1)) {
        const QLatin1String known = m_slots[slot].word;
        if (known.isEmpty() || (known.size() == word.size() && known.compare(word, sensitivity) == 0))
            return slot;
    }
}

std::optional<CodeRole> CodeWords::roleOf(QStringView word) const
{
    if (word.isEmpty() || word.size() > m_longest)
        return std::nullopt;
    const Entry &entry = m_slots[slotOf(word)];
    return entry.word.isEmpty() ? std::nullopt : std::optional(entry.role);
}

} // namespace tabletalk
