// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsource.h"

#include <string_view>
#include <vector>

namespace tabletalk {

//! The tables of a piece of HTML, as spreadsheets and browsers put it into the clipboard. What spreadsheets
//! say of a cell's exact value is taken: LibreOffice's sdval and sdnum, Excel's x:num and mso-number-format,
//! Google's data-sheets-value. A table within a cell is text of the cell.
class HtmlTables final : public RowSource {
public:
    //! `html` is UTF-8 and outlives it.
    explicit HtmlTables(std::string_view html);

    //! How many cells each has, but for those in cells.
    const std::vector<qint64> &sizes() const { return m_sizes; }

    //! The rows of the largest.
    void read(RowSink &sink) override;
    std::optional<bool> hasHeader() const override { return m_hasHeader; }
    QList<ImportNote> notes() const override { return m_notes; }

private:
    std::string_view m_html;
    std::vector<qint64> m_sizes;
    std::optional<bool> m_hasHeader;
    QList<ImportNote> m_notes;
};

} // namespace tabletalk
