// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace tabletalk {

//! By its byte order mark, or because it is UTF-16 that forgot it. The name of a QStringConverter encoding.
std::optional<QByteArray> markedEncoding(const QByteArray &bytes);

//! What its bytes are most like; empty where they are like nothing.
QByteArray guessedEncoding(const QByteArray &bytes);

//! Nothing where the bytes are not of the encoding, or it is not known. A byte order mark is left out.
std::optional<QString> decodedText(const QByteArray &bytes, const QByteArray &encoding);

//! A source as the readers of tables take it.
struct DecodedSource {
    QByteArray utf8;
    QString encoding;
    qint64 replaced = 0; //!< bytes that are not of the encoding; U+FFFD stands for them
};

//! In the encoding a person has chosen, or: marked, UTF-8 where nearly all of it is, guessed, and
//! windows-1252 where nothing else fits. Nothing for an encoding that is not known.
std::optional<DecodedSource> decodeSource(const QByteArray &bytes, const std::optional<QString> &chosen);

} // namespace tabletalk
