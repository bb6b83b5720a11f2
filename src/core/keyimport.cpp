// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyimport.h"

#include "apikey.h"
#include "credentialscan.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr qint64 kLargestFile = 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("KeyImport", text);
}

//! What stands before the value on its line: NAME=, "name": or name = .
QString nameBefore(const QString &text, qsizetype start)
{
    static const QRegularExpression kName(
        QStringLiteral("([A-Za-z_][A-Za-z0-9_.-]*)[\"']?\\s*[=:]\\s*[\"']?$"));
    const qsizetype line = text.lastIndexOf(u'\n', std::max<qsizetype>(start - 1, 0)) + 1;
    return kName.match(text.sliced(line, std::max<qsizetype>(start - line, 0))).captured(1);
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    const auto failed = [&](ErrorKind kind, const QString &reason) {
        return Error{.kind = kind,
                     .source = ErrorSource::Program,
                     .userText = tr("%1 cannot be read: %2").arg(QDir::toNativeSeparators(path), reason)};
    };
    if (!file.open(QIODevice::ReadOnly))
        return failed(ErrorKind::AttachmentUnreadable, file.errorString());
    const QByteArray content = file.read(kLargestFile + 1);
    if (content.size() > kLargestFile)
        return failed(ErrorKind::AttachmentTooLarge, tr("it is too large for a configuration."));
    return content;
}

} // namespace

QList<PlainKey> plainKeysIn(const QString &text, const QString &file)
{
    QList<PlainKey> found;
    const QList<FoundCredential> credentials = findCredentials(text);
    for (const FoundCredential &credential : credentials) {
        if (credential.kind != FoundCredential::Kind::ApiKey
            && credential.kind != FoundCredential::Kind::Assigned)
            continue;
        const QString word = text.sliced(credential.start, credential.length);
        const QString name = nameBefore(text, credential.start);
        // A password is no key; what begins as keys do is one whatever its name.
        if (!word.startsWith(u"sk-") && !name.contains(u"key", Qt::CaseInsensitive))
            continue;
        const Result<Secret> key = parseApiKey(word);
        const auto isThere = [&key](const PlainKey &other) { return other.key == *key; };
        if (key && std::ranges::none_of(found, isThere))
            found.append({.file = file, .name = name, .key = *key});
    }
    return found;
}

Result<QList<PlainKey>> plainKeysInFile(const QString &file)
{
    const Result<QByteArray> content = contentOf(file);
    if (!content)
        return content.error();
    return plainKeysIn(QString::fromUtf8(*content), file);
}

QStringList filesWithPlainKeys(const QString &home)
{
    static const QStringList kKnown{
        QStringLiteral(".env"),
        QStringLiteral(".aider.conf.yml"),
        QStringLiteral(".codex/auth.json"),
        QStringLiteral(".config/aichat/config.yaml"),
        QStringLiteral(".config/chatblade/config"),
        QStringLiteral(".config/gptcli/config.yml"),
        QStringLiteral(".config/io.datasette.llm/keys.json"),
        QStringLiteral(".config/mods/mods.yml"),
        QStringLiteral(".config/openai/config.json"),
        QStringLiteral(".config/opencode/opencode.json"),
        QStringLiteral(".config/shell_gpt/.sgptrc"),
        QStringLiteral(".config/tgpt/config.toml"),
        QStringLiteral(".continue/config.json"),
        QStringLiteral(".continue/config.yaml"),
        QStringLiteral(".local/share/opencode/auth.json"),
    };
    QStringList files;
    for (const QString &known : kKnown) {
        const QString path = QDir(home).filePath(known);
        if (QFile::exists(path))
            files.append(path);
    }
    return files;
}

Result<Done> removePlainKeys(const QList<PlainKey> &keys)
{
    QMap<QString, QList<QByteArray>> byFile;
    for (const PlainKey &key : keys)
        byFile[key.file].append(key.key.reveal());
    QStringList failed;
    for (auto entry = byFile.constBegin(); entry != byFile.constEnd(); ++entry) {
        const Result<QByteArray> before = contentOf(entry.key());
        if (!before) {
            failed.append(entry.key());
            continue;
        }
        QByteArray content = *before;
        for (const QByteArray &key : entry.value())
            content.replace(key, QByteArray());
        if (content == *before)
            continue;
        QSaveFile file(entry.key());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
            failed.append(entry.key());
    }
    if (failed.isEmpty())
        return Done{};
    return Error{.kind = ErrorKind::StorageFailed,
                 .source = ErrorSource::Storage,
                 .userText = tr("The plain copy could not be taken out of %1. Remove it there yourself.")
                                 .arg(failed.join(QStringLiteral(", ")))};
}

} // namespace tabletalk
