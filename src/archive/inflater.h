// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

struct z_stream_s;

namespace tabletalk {

//! Unpacks deflated bytes step by step, so that nobody needs to hold all of them, nor all of what they
//! become.
class Inflater {
public:
    enum class Format { Raw, Gzip };
    enum class State {
        NeedsMore, //!< all that was given is used up
        HasMore, //!< there was no room for everything
        Ended,
        Damaged,
    };

    explicit Inflater(Format format);
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    //! What is unpacked next, once what was given before is used up. It outlives the unpacking.
    void give(QByteArrayView packed);
    //! Appends at most `most` bytes to `to`.
    State take(QByteArray &to, qsizetype most);
    //! What was given and lies behind the end.
    QByteArrayView rest() const;

private:
    std::unique_ptr<z_stream_s> m_stream;
    QByteArrayView m_packed;
    bool m_isReady;
};

} // namespace tabletalk
