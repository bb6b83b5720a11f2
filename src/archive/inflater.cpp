// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inflater.h"

#include <zlib.h>

#include <limits>

namespace tabletalk {

Inflater::Inflater(Format format)
    : m_stream(std::make_unique<z_stream>())
{
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    m_isReady = inflateInit2(m_stream.get(), format == Format::Gzip ? kGzipOnly : -MAX_WBITS) == Z_OK;
}

Inflater::~Inflater()
{
    inflateEnd(m_stream.get());
}

void Inflater::give(QByteArrayView packed)
{
    // zlib counts in 32 bits; whoever gives more than that at once is not understood.
    m_isReady = m_isReady && packed.size() <= std::numeric_limits<int>::max();
    m_packed = packed;
    m_stream->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(m_packed.data()));
    m_stream->avail_in = uInt(m_packed.size());
}

Inflater::State Inflater::take(QByteArray &to, qsizetype most)
{
    if (!m_isReady)
        return State::Damaged;
    const qsizetype filled = to.size();
    to.resize(filled + most);
    m_stream->next_out = reinterpret_cast<Bytef *>(to.data() + filled);
    m_stream->avail_out = uInt(most);
    const int result = inflate(m_stream.get(), Z_NO_FLUSH);
    to.truncate(filled + most - qsizetype(m_stream->avail_out));
    if (result == Z_STREAM_END)
        return State::Ended;
    if (result != Z_OK && result != Z_BUF_ERROR)
        return State::Damaged;
    return m_stream->avail_out == 0 ? State::HasMore : State::NeedsMore;
}

QByteArrayView Inflater::rest() const
{
    return m_packed.last(qsizetype(m_stream->avail_in));
}

} // namespace tabletalk
