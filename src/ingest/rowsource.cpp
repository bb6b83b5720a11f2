// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowsource.h"

namespace tabletalk {

namespace {

class Batcher final : public RowSink {
public:
    explicit Batcher(BatchSink &sink)
        : m_sink(sink)
    {
    }
    bool takeRow(std::span<const Cell> cells) override
    {
        CellBatch &batch = m_sink.batch();
        for (const Cell &cell : cells)
            batch.copy(cell);
        return m_sink.closeRow();
    }

private:
    BatchSink &m_sink;
};

} // namespace

void RowSource::readBatches(BatchSink &sink)
{
    Batcher batcher(sink);
    read(batcher);
}

} // namespace tabletalk
