// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentialguard.h"

#include "apikeys.h"

#include <QMessageBox>
#include <QPushButton>

namespace tabletalk {

namespace {

QString kindName(FoundCredential::Kind kind)
{
    switch (kind) {
    case FoundCredential::Kind::Own:
        return CredentialGuard::tr("one of your own keys");
    case FoundCredential::Kind::ApiKey:
        return CredentialGuard::tr("an API key");
    case FoundCredential::Kind::PrivateKey:
        return CredentialGuard::tr("a private key");
    case FoundCredential::Kind::Token:
        return CredentialGuard::tr("an access token");
    case FoundCredential::Kind::Assigned:
        return CredentialGuard::tr("a password or another secret");
    }
    Q_UNREACHABLE();
}

//! Enough of it to know it again, and not to use it.
QString hint(QStringView credential)
{
    constexpr qsizetype kShown = 4;
    constexpr qsizetype kShortest = 4 * kShown;
    const QStringView line =
        credential.left(credential.indexOf(u'\n') < 0 ? credential.size() : credential.indexOf(u'\n'));
    return line.size() < kShortest ? QStringLiteral("…") : line.first(kShown).toString() + u'…';
}

} // namespace

CredentialGuard::CredentialGuard(const ApiKeys &keys, QWidget &window)
    : QObject(&window)
    , m_keys(keys)
    , m_window(window)
{
}

void CredentialGuard::check(const QString &text, const QList<Attachment> &attachments, Send send)
{
    const auto isOwn = [this](QStringView word) { return m_keys.isOwnKey(word); };
    const QList<FoundCredential> found = findCredentials(text, isOwn);
    QStringList files;
    for (const Attachment &attachment : attachments) {
        if (!findCredentials(attachment.text, isOwn).isEmpty())
            files.append(attachment.name);
    }
    if (found.isEmpty() && files.isEmpty())
        send(text);
    else
        ask(text, found, files, std::move(send));
}

void CredentialGuard::ask(const QString &text, const QList<FoundCredential> &found, const QStringList &files,
                          Send send)
{
    QStringList lines;
    for (const FoundCredential &one : found) {
        const QString line =
            tr("%1 (%2)", "what was found, how it begins")
                .arg(kindName(one.kind), hint(QStringView(text).sliced(one.start, one.length)));
        if (!lines.contains(line))
            lines.append(line);
    }
    for (const QString &file : files)
        lines.append(tr("something in the attached file %1").arg(file));

    auto *box = new QMessageBox(QMessageBox::Warning, tr("Send a secret?"),
                                tr("Your message seems to hold what others could use in your name."),
                                QMessageBox::Cancel, &m_window);
    box->setObjectName(QStringLiteral("credentialMessageBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Found: %1.\nThe Router and the model's provider will read it, and may keep it.")
            .arg(lines.join(QStringLiteral("; "))));
    if (!found.isEmpty()) {
        QPushButton *maskButton =
            box->addButton(files.isEmpty() ? tr("&Mask and send") : tr("&Mask in the message, send"),
                           QMessageBox::AcceptRole);
        connect(maskButton, &QPushButton::clicked, this,
                [text, found, send] { send(maskCredentials(text, found)); });
    }
    QPushButton *sendButton = box->addButton(tr("&Send anyway"), QMessageBox::DestructiveRole);
    connect(sendButton, &QPushButton::clicked, this, [text, send] { send(text); });
    box->setDefaultButton(QMessageBox::Cancel);
    box->open();
}

} // namespace tabletalk
