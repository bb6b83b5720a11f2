// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "apikey.h"
#include "application.h"
#include "englishplurals.h"
#include "instancelock.h"

#include <QApplication>
#include <QTextStream>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace tabletalk;

namespace {

//! Before anything else exists: no core dump may hold the key, no file of ours may be readable to others.
void protectProcess()
{
    // One is the kernel's special value: unlike zero it also skips handlers that dumps are piped to.
    const rlimit none{1, 1};
    ::setrlimit(RLIMIT_CORE, &none);
    ::umask(S_IRWXG | S_IRWXO);
}

//! Takes the key out of the environment, so that no child process inherits it.
Secret takeEnvironmentKey()
{
    const Result<Secret> key = parseApiKey(qEnvironmentVariable("LLMROUTER_API_KEY"));
    qunsetenv("LLMROUTER_API_KEY");
    return key ? key.value() : Secret();
}

int fail(const QString &text)
{
    QTextStream(stderr) << "tabletalk: " << text << Qt::endl;
    return 2;
}

} // namespace

int main(int argc, char *argv[])
{
    protectProcess();
    const Secret environmentKey = takeEnvironmentKey();
    QCoreApplication::setApplicationName(QStringLiteral("tabletalk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TABLETALK_VERSION));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    // Qt's own options (-platform, -style) are Qt's; everything else must be ours, and is read without a
    // display for --help and --version.
    const Result<CommandLine> early = CommandLine::parse(arguments);
    if (early && !early->textToPrint.isEmpty()) {
        QTextStream(stdout) << early->textToPrint;
        return 0;
    }

    QApplication qtApplication(argc, argv);
    EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    QGuiApplication::setDesktopFileName(QStringLiteral(TABLETALK_APP_ID));
    const Result<CommandLine> commandLine = CommandLine::parse(QCoreApplication::arguments());
    if (!commandLine)
        return fail(commandLine.error().userText);

    InstanceLock lock;
    QString folderProblem;
    switch (lock.acquire(commandLine->dataDir)) {
    case InstanceLock::Outcome::Owner:
        break;
    case InstanceLock::Outcome::OwnedByAnother:
        if (InstanceChannel(commandLine->dataDir).handOver(commandLine->model, commandLine->files))
            return 0;
        return fail(QStringLiteral("another Tabletalk uses %1 and does not answer. Close it, or start with "
                                   "another folder: --data-dir DIR.")
                        .arg(commandLine->dataDir));
    case InstanceLock::Outcome::Unusable:
        folderProblem = lock.reason();
        break;
    }

    Application application(commandLine.value(), folderProblem, environmentKey);
    application.start();
    return QApplication::exec();
}
