// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "codehighlighter.h"
#include "codelanguage.h"

#include <QLatin1String>

#include <optional>
#include <vector>

namespace tabletalk {

//! The words of one language that stand out, hashed: the lexer asks for every word of the code.
class CodeWords {
public:
    explicit CodeWords(const CodeLanguage &language);

    std::optional<CodeRole> roleOf(QStringView word) const;

private:
    struct Entry {
        QLatin1String word;
        CodeRole role{};
    };
    void add(const char *list, CodeRole role);
    template <typename Text>
    std::size_t slotOf(Text word) const;

    bool m_ignoresCase;
    std::vector<Entry> m_slots; //!< a power of two, at most half of them taken
    qsizetype m_longest = 0;
};

} // namespace tabletalk
