// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialect.h"
#include "rowsource.h"
#include "tokeniser.h"

#include <string_view>

namespace tabletalk {

//! The rows of delimited text.
class DelimitedReader final : public RowSource {
public:
    //! `text` outlives it.
    DelimitedReader(std::string_view text, const Dialect &dialect);

    void read(RowSink &sink) override;
    void readBatches(BatchSink &sink) override;
    QList<ImportNote> notes() const override { return m_notes; }
    double progress() const override;

private:
    void note(const Tokeniser &tokeniser);

    std::string_view m_text;
    Dialect m_dialect;
    size_t m_position = 0;
    QList<ImportNote> m_notes;
};

} // namespace tabletalk
