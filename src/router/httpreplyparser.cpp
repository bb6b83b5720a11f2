// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpreplyparser.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tabletalk {

namespace {

constexpr qsizetype kLongestSizeLine = 1024; // of a chunk: digits, and extensions that nobody uses
constexpr qsizetype kMostDigits = 15; // hexadecimal ones fit 64 bits

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! A number without sign or space, as the standard has it.
std::optional<qint64> plainNumber(QByteArrayView digits, int base)
{
    const auto isOne = [base](char c) {
        return isDigit(c) || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    if (digits.isEmpty() || digits.size() > kMostDigits || !std::ranges::all_of(digits, isOne))
        return std::nullopt;
    return digits.toByteArray().toLongLong(nullptr, base);
}

} // namespace

HttpReplyParser::HttpReplyParser(qsizetype longestHead)
    : m_longestHead(longestHead)
{
}

QByteArray HttpReplyParser::feed(QByteArrayView bytes)
{
    QByteArray body;
    while (!bytes.isEmpty() && !isOver()) {
        if (m_state == State::Body && m_framing == Framing::UntilClosed) {
            body += std::exchange(bytes, {});
        } else if (m_state == State::Body && (m_framing == Framing::Length || m_chunk == Chunk::Bytes)) {
            body += takeCounted(bytes);
        } else if (const auto line = takeLine(bytes)) {
            if (m_state == State::Body)
                readChunkLine(*line);
            else if (m_unfinished.status == 0)
                readStatusLine(*line);
            else
                readHeadLine(*line);
        }
    }
    return body;
}

void HttpReplyParser::finish()
{
    if (m_state == State::Body && m_framing == Framing::UntilClosed)
        m_state = State::Whole;
}

QByteArrayView HttpReplyParser::takeCounted(QByteArrayView &bytes)
{
    const QByteArrayView taken = bytes.first(std::min<qint64>(bytes.size(), m_remaining));
    bytes = bytes.sliced(taken.size());
    m_remaining -= taken.size();
    if (m_remaining == 0) {
        m_chunk = Chunk::End;
        if (m_framing == Framing::Length)
            m_state = State::Whole;
    }
    return taken;
}

//! A whole line without its end, or nothing when that is not there yet or never will be.
std::optional<QByteArray> HttpReplyParser::takeLine(QByteArrayView &bytes)
{
    const bool isOfChunk = m_state == State::Body && m_chunk != Chunk::Trailer;
    const qsizetype lineFeed = bytes.indexOf('\n');
    const qsizetype length = lineFeed < 0 ? bytes.size() : lineFeed + 1;
    const qsizetype longest = isOfChunk ? kLongestSizeLine : m_longestHead - m_headBytes;
    if (length > longest - m_line.size()) {
        m_state = m_state == State::Head ? State::HeadTooLong : State::Damaged;
        return std::nullopt;
    }
    m_line.append(bytes.first(length));
    bytes = bytes.sliced(length);
    // What is no head may hold no line break either, and is not waited for.
    const QByteArrayView start = QByteArrayView("HTTP/1.").first(std::min<qsizetype>(m_line.size(), 7));
    if (m_state == State::Head && m_unfinished.status == 0 && !m_line.startsWith(start)) {
        m_state = State::NotHttp;
        return std::nullopt;
    }
    if (lineFeed < 0)
        return std::nullopt;
    if (!isOfChunk)
        m_headBytes += m_line.size();
    QByteArray line = std::exchange(m_line, {});
    line.chop(line.endsWith("\r\n") ? 2 : 1);
    return line;
}

void HttpReplyParser::readStatusLine(QByteArrayView line)
{
    // HTTP/1.1 200 OK
    constexpr qsizetype kVersion = 8;
    constexpr qsizetype kDigits = 3;
    const QByteArrayView rest = line.sliced(std::min(line.size(), kVersion));
    const QByteArrayView digits = rest.trimmed().first(std::min(rest.trimmed().size(), kDigits));
    const auto status = plainNumber(digits, 10);
    const bool isOne = rest.startsWith(' ') && digits.size() == kDigits && status && *status >= 100
                       && (rest.trimmed().size() == kDigits || rest.trimmed().at(kDigits) == ' ');
    if (isOne)
        m_unfinished.status = int(*status);
    else
        m_state = State::NotHttp;
}

void HttpReplyParser::readHeadLine(const QByteArray &line)
{
    HttpHeaders &headers = m_unfinished.headers;
    if (line.isEmpty()) {
        endHead();
    } else if (line.front() == ' ' || line.front() == '\t') {
        if (!headers.isEmpty()) // an old way to break a long value
            headers.last().second += ' ' + line.trimmed();
    } else if (const qsizetype colon = line.indexOf(':'); colon > 0) {
        headers.append({line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()});
    }
}

void HttpReplyParser::endHead()
{
    constexpr int kSwitching = 101; // which nobody asked for
    const HttpHead head = std::exchange(m_unfinished, {});
    if (head.status < 200 && head.status != kSwitching)
        return; // the reply's own is still to come
    m_head = head;
    m_state = head.status == kSwitching ? State::Damaged : frameBody();
}

//! How the end of the body will be known.
HttpReplyParser::State HttpReplyParser::frameBody()
{
    constexpr int kNoContent = 204;
    constexpr int kNotModified = 304;
    if (m_head.status == kNoContent || m_head.status == kNotModified)
        return State::Whole;
    const QByteArray coding = headerValue(m_head.headers, "Transfer-Encoding").trimmed().toLower();
    if (coding == "chunked") {
        m_framing = Framing::Chunked;
        return State::Body;
    }
    if (!coding.isEmpty() && coding != "identity")
        return State::Damaged; // nobody asked for any other
    std::optional<qint64> promised;
    for (const auto &[name, value] : m_head.headers) {
        if (name.compare("Content-Length", Qt::CaseInsensitive) != 0)
            continue;
        const auto length = plainNumber(value, 10);
        if (!length || (promised && *promised != *length))
            return State::Damaged;
        promised = length;
    }
    if (promised) {
        m_framing = Framing::Length;
        m_remaining = *promised;
    }
    return promised == 0 ? State::Whole : State::Body;
}

void HttpReplyParser::readChunkLine(QByteArrayView line)
{
    switch (m_chunk) {
    case Chunk::Size: {
        const qsizetype extension = line.indexOf(';');
        const auto size = plainNumber((extension < 0 ? line : line.first(extension)).trimmed(), 16);
        if (!size) {
            m_state = State::Damaged;
            return;
        }
        m_remaining = *size;
        m_chunk = *size == 0 ? Chunk::Trailer : Chunk::Bytes;
        return;
    }
    case Chunk::End:
        if (line.isEmpty())
            m_chunk = Chunk::Size;
        else
            m_state = State::Damaged;
        return;
    case Chunk::Trailer:
        if (line.isEmpty())
            m_state = State::Whole;
        return;
    case Chunk::Bytes:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace tabletalk
