// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// CPU time from process start to the first paint of the usable window, and private memory then and with a
// long conversation open, against a window of Qt's own measured in the same run. Every sample is a process
// of its own; the parent prints medians and ratios.

#include "application.h"
#include "logging.h"
#include "sqlitehistory.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMainWindow>
#include <QNetworkAccessManager>
#include <QPlainTextEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <ctime>

using namespace tabletalk;

namespace {

constexpr int kSamples = 9;
constexpr int kLongConversation = 1000;

double processCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double privateMb()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    double kb = 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Private_Dirty:") || line.startsWith("Private_Clean:"))
            kb += line.mid(14).simplified().split(' ').first().toDouble();
    }
    return kb / 1024;
}

//! Prints the CPU time at the end of the first paint, the private memory once all is quiet, and quits.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget *window) { window->installEventFilter(this); }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_isSeen) {
            m_isSeen = true;
            QTimer::singleShot(0, this, [this] { m_cpuMs = processCpuMs(); });
            QTimer::singleShot(1500, this, [this] {
                QTextStream(stdout) << m_cpuMs << ' ' << privateMb() << Qt::endl;
                QCoreApplication::quit();
            });
        }
        return false;
    }

private:
    bool m_isSeen = false;
    double m_cpuMs = 0;
};

int runBaseline(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    auto *body = new QWidget(&window);
    auto *layout = new QVBoxLayout(body);
    layout->addWidget(new QLabel(QStringLiteral("What would you like to know?"), body));
    layout->addWidget(new QPlainTextEdit(body));
    window.setCentralWidget(body);
    window.resize(1100, 760);
    QNetworkAccessManager network;
    FirstPaint paint(&window);
    window.show();
    return QApplication::exec();
}

int runProgram(int argc, char **argv, const QString &dataDir)
{
    QApplication application(argc, argv);
    CommandLine line;
    line.dataDir = dataDir;
    // Nobody listens there: the models cannot be fetched, and nothing else is measured with them.
    line.endpoint = Endpoint::parse(QStringLiteral("http://127.0.0.1:9/v1")).value();
    Application program(line, {}, Secret("sk-bench"));
    program.start();
    // Popups are top levels, too, in no particular order.
    const QWidgetList windows = QApplication::topLevelWidgets();
    FirstPaint paint(*std::ranges::find_if(windows, [](QWidget *window) { return window->isVisible(); }));
    return QApplication::exec();
}

void fillHistory(const QString &dataDir)
{
    SqliteHistory history(dataDir);
    Conversation conversation;
    conversation.id = history.nextConversationId();
    conversation.title = QStringLiteral("A long one");
    conversation.changedMs = 1'700'000'000'000;
    history.save(conversation).waitForFinished();
    const QString answerText =
        QStringLiteral(
            "Some **bold** words and a list:\n\n- one\n- two with `code`\n\n| a | b |\n|---|---|\n| 1 | 2 "
            "|\n\n```python\nprint('x')\n```\n\n")
        + QStringLiteral("A sentence of plain prose that fills a line or two of the page. ").repeated(16);
    TurnId parent;
    for (int i = 0; i < kLongConversation; ++i) {
        Turn turn = makeUserTurn(history.nextTurnId(), conversation.id, parent, answerText,
                                 conversation.changedMs + i);
        turn.role = i % 2 == 0 ? TurnRole::User : TurnRole::Answer;
        history.insert(turn).waitForFinished();
        parent = turn.id;
    }
    Settings settings(dataDir + QStringLiteral("/settings.ini"));
    settings.set(settings::lastConversation, conversation.id.value);
}

struct Sample {
    double cpuMs = 0;
    double privateMb = 0;
};

Sample median(const QStringList &arguments)
{
    QList<double> cpu;
    QList<double> memory;
    for (int i = 0; i < kSamples; ++i) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), arguments);
        process.waitForFinished();
        const QList<QByteArray> figures = process.readAllStandardOutput().simplified().split(' ');
        if (figures.size() != 2)
            qFatal("a sample printed no figures");
        cpu.append(figures.at(0).toDouble());
        memory.append(figures.at(1).toDouble());
    }
    std::ranges::sort(cpu);
    std::ranges::sort(memory);
    return {cpu.at(kSamples / 2), memory.at(kSamples / 2)};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && qstrcmp(argv[1], "baseline") == 0)
        return runBaseline(argc, argv);
    if (argc > 2 && qstrcmp(argv[1], "program") == 0)
        return runProgram(argc, argv, QString::fromLocal8Bit(argv[2]));

    QCoreApplication application(argc, argv);
    QTemporaryDir empty;
    QTemporaryDir full;
    fillHistory(full.path());
    const Sample baseline = median({QStringLiteral("baseline")});
    const Sample program = median({QStringLiteral("program"), empty.path()});
    const Sample opened = median({QStringLiteral("program"), full.path()});

    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(2);
    out << "start to first paint, CPU ms   baseline " << baseline.cpuMs << "   ours " << program.cpuMs
        << "   ratio " << program.cpuMs / baseline.cpuMs << '\n'
        << "private memory, MB             baseline " << baseline.privateMb << "   ours +"
        << program.privateMb - baseline.privateMb << "   with " << kLongConversation << " turns open +"
        << opened.privateMb - baseline.privateMb << '\n';
    return 0;
}
