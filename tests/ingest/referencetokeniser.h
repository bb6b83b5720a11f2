// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialect.h"

#include <string>
#include <string_view>
#include <vector>

namespace tabletalk {

//! What Tokeniser says of itself, done slowly and plainly: one character after the other, everything copied.
inline std::vector<std::vector<std::string>> referenceRows(std::string_view text, const Dialect &dialect)
{
    std::vector<std::vector<std::string>> rows;
    size_t at = 0;
    bool quotesOpen = dialect.quote != '\0';
    const auto isEnd = [&](size_t i) { return i >= text.size() || text[i] == '\n' || text[i] == '\r'; };
    while (at < text.size()) {
        std::vector<std::string> row;
        for (bool isRowOpen = true; isRowOpen;) {
            std::string cell;
            bool isQuoted = false;
            if (quotesOpen && at < text.size() && text[at] == dialect.quote) {
                std::string inner;
                size_t i = at + 1;
                bool isClosed = false;
                while (i < text.size() && !isClosed) {
                    const bool isLast = i + 1 >= text.size();
                    if (dialect.escape != '\0' && text[i] == dialect.escape) {
                        if (isLast) {
                            ++i;
                        } else if (text[i + 1] == dialect.quote || text[i + 1] == dialect.escape) {
                            inner += text[i + 1];
                            i += 2;
                        } else {
                            inner += text[i];
                            inner += text[i + 1];
                            i += 2;
                        }
                    } else if (text[i] != dialect.quote) {
                        inner += text[i++];
                    } else if (isEnd(i + 1) || text[i + 1] == dialect.delimiter) {
                        isClosed = true;
                        ++i;
                    } else {
                        inner += text[i];
                        i += text[i + 1] == dialect.quote ? 2 : 1;
                    }
                }
                if (isClosed) {
                    cell = inner;
                    at = i;
                    isQuoted = true;
                } else {
                    quotesOpen = false;
                }
            }
            while (!isQuoted && !isEnd(at) && text[at] != dialect.delimiter)
                cell += text[at++];
            row.push_back(cell);
            if (at < text.size() && text[at] == dialect.delimiter) {
                ++at;
                continue;
            }
            isRowOpen = false;
            if (at < text.size())
                at += text.substr(at, 2) == "\r\n" ? 2 : 1;
        }
        rows.push_back(row);
    }
    return rows;
}

} // namespace tabletalk
