// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretclipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

namespace tabletalk {

namespace {

QByteArray fingerprintOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

} // namespace

SecretClipboard::SecretClipboard(QObject *parent, std::chrono::milliseconds kept)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kept);
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::empty);
}

SecretClipboard::~SecretClipboard()
{
    if (m_timer.isActive())
        empty();
}

void SecretClipboard::copy(const Secret &key)
{
    auto *mime = new QMimeData; // the clipboard owns it
    mime->setText(QString::fromLatin1(key.reveal()));
    mime->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(mime);
    m_fingerprint = fingerprintOf(key.reveal());
    m_timer.start();
}

void SecretClipboard::empty()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard && fingerprintOf(clipboard->text().toUtf8()) == m_fingerprint)
        clipboard->clear();
    m_fingerprint.clear();
}

} // namespace tabletalk
