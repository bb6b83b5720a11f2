// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delimitedreader.h"

namespace tabletalk {

DelimitedReader::DelimitedReader(std::string_view text, const Dialect &dialect)
    : m_text(text)
    , m_dialect(dialect)
{
}

void DelimitedReader::read(RowSink &sink)
{
    Tokeniser tokeniser(m_text, m_dialect);
    std::vector<std::string_view> texts;
    std::vector<Cell> cells;
    while (tokeniser.nextRow(texts)) {
        cells.resize(texts.size());
        for (size_t i = 0; i < texts.size(); ++i)
            cells[i].text = texts[i];
        m_position = tokeniser.position();
        if (!sink.takeRow(cells))
            break;
    }
    note(tokeniser);
}

void DelimitedReader::readBatches(BatchSink &sink)
{
    Tokeniser tokeniser(m_text, m_dialect);
    CellBatch *batch = &sink.batch();
    const auto take = [&batch, &tokeniser](std::string_view text, bool isContent) {
        if (isContent)
            batch->refer(text);
        else
            batch->copy({tokeniser.unescaped(text), {}, CellKind::Unknown});
    };
    while (tokeniser.cutRow(take)) {
        m_position = tokeniser.position();
        if (!sink.closeRow())
            break;
        batch = &sink.batch();
    }
    note(tokeniser);
}

void DelimitedReader::note(const Tokeniser &tokeniser)
{
    m_notes.clear();
    if (tokeniser.unclosedQuotes() > 0)
        m_notes.append({ImportEvent::QuoteNeverClosed, tokeniser.unclosedQuotes()});
    if (tokeniser.repairedRows() > 0)
        m_notes.append({ImportEvent::QuotesRepaired, tokeniser.repairedRows()});
}

double DelimitedReader::progress() const
{
    return m_text.empty() ? 1 : double(m_position) / double(m_text.size());
}

} // namespace tabletalk
