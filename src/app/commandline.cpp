// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"

#include "modelinfo.h"

#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>

namespace tabletalk {

namespace {

QString defaultDataDir()
{
    // Not AppDataLocation: that doubles the name when organisation and application are the same.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
           + QStringLiteral("/tabletalk");
}

Error usageError(const QString &text)
{
    return {.kind = ErrorKind::BadRequest, .source = ErrorSource::Program, .userText = text};
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Chat with models through the InteractiveAI Router. Environment: LLMROUTER_API_KEY is a key to use;\n"
        "TABLETALK_ROUTER is like --router."));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Show this text."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     QStringLiteral("Show the version."));
    const QCommandLineOption router(QStringLiteral("router"), QStringLiteral("Base URL of the Router."),
                                    QStringLiteral("URL"));
    const QCommandLineOption dataDir(QStringLiteral("data-dir"),
                                     QStringLiteral("Where history and settings live."),
                                     QStringLiteral("DIR"));
    const QCommandLineOption model(
        QStringLiteral("model"), QStringLiteral("The model of the new conversation."), QStringLiteral("ID"));
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QStringLiteral("Use the built-in demo Router: no key, no network."));
    parser.addOptions({help, version, router, dataDir, model, demo});
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("Files for a new conversation."),
                                 QStringLiteral("[file...]"));
    if (!parser.parse(arguments))
        return usageError(parser.errorText());

    CommandLine line;
    if (parser.isSet(help)) {
        // There is no application yet from which the parser could take the name: none of this needs a
        // display.
        line.textToPrint =
            parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("tabletalk"));
        return line;
    }
    if (parser.isSet(version)) {
        line.textToPrint = QStringLiteral("tabletalk %1\n").arg(QStringLiteral(TABLETALK_VERSION));
        return line;
    }

    line.isDemo = parser.isSet(demo);
    const QString url =
        parser.isSet(router) ? parser.value(router) : qEnvironmentVariable("TABLETALK_ROUTER");
    if (!url.isEmpty() && !line.isDemo) {
        Result<Endpoint> endpoint = Endpoint::parse(url);
        if (!endpoint)
            return usageError(endpoint.error().userText);
        line.endpoint = std::move(endpoint).value();
    }
    line.dataDir = QDir::current().absoluteFilePath(parser.value(dataDir));
    if (!parser.isSet(dataDir))
        line.dataDir = line.isDemo ? defaultDataDir() + QStringLiteral("/demo") : defaultDataDir();
    line.model = canonicalModelId(parser.value(model));
    for (const QString &file : parser.positionalArguments())
        line.files.append(QDir::current().absoluteFilePath(file));
    return line;
}

} // namespace tabletalk
