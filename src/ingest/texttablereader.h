// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsource.h"

#include <string_view>

namespace tabletalk {

//! Tables that are drawn with characters: Markdown, and what psql, mysql and other terminals print, with
//! | or │ between cells and rules of dashes. The row above the first rule is the header.
class TextTableReader final : public RowSource {
public:
    //! `text` outlives it.
    TextTableReader(std::string_view text, bool isMarkdown);

    void read(RowSink &sink) override;
    std::optional<bool> hasHeader() const override { return true; }
    QList<ImportNote> notes() const override { return m_notes; }

    //! Whether the text begins as such a table does, after at most a few lines of something else.
    static bool isMarkdown(std::string_view text);
    static bool isAsciiArt(std::string_view text);

private:
    std::string_view m_text;
    bool m_isMarkdown;
    QList<ImportNote> m_notes;
};

} // namespace tabletalk
