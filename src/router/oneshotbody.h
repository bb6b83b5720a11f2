// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIODevice>

namespace tabletalk {

//! The body of a request, readable once. Qt sends a POST again by itself when the connection dies before
//! a reply, after rewinding the body: a device that refuses to rewind turns that into an error. It derives
//! from QIODevice directly because Qt has a short cut for QBuffer that never asks. It is not sequential,
//! so that its size becomes the Content-Length.
class OneShotBody : public QIODevice {
    Q_OBJECT
public:
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return false; }
    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64 position) override;

protected:
    qint64 readData(char *target, qint64 capacity) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_read = 0; // bytes handed out so far
};

} // namespace tabletalk
