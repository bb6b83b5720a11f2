// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A large history: 10,000 conversations and 1,000,000 turns, or as many turns as the first argument says.
// Prints how large its file is against its text, what a start costs against an empty one (each a process of
// its own), how long the list takes, what writing and reading a turn cost the window's thread, and searches.

#include "conversationindex.h"
#include "conversationlistmodel.h"
#include "historyfile.h"
#include "sqlitehistory.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <cmath>
#include <ctime>

using namespace tabletalk;

namespace {

constexpr int kConversations = 10'000;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

double processCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

double medianOf(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

double largestOf(const QList<double> &values)
{
    return values.isEmpty() ? 0 : *std::max_element(values.begin(), values.end());
}

double msOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

//! Words as unevenly used as in a language: the n-th is used about 1/n as often as the first.
class Words {
public:
    QString text(int count)
    {
        QString text;
        for (int i = 0; i < count; ++i) {
            const double place = std::pow(double(kVocabulary), m_generator.generateDouble());
            text += word(int(place)) + (i % 12 == 11 ? u'\n' : u' ');
        }
        return text;
    }

    static QString word(int place)
    {
        constexpr int kLetters = 26;
        QString word;
        for (int rest = place * 7 + 3; rest > 0; rest /= kLetters)
            word += QChar(u'a' + char16_t(rest % kLetters));
        return word + QStringLiteral("on");
    }

private:
    static constexpr int kVocabulary = 50'000;
    QRandomGenerator m_generator{1};
};

qint64 fill(const QString &folder, int turns)
{
    SqliteHistory history(folder);
    Words words;
    qint64 bytes = 0;
    QFuture<Result<Done>> last;
    for (int c = 0; c < kConversations; ++c) {
        ConversationTree tree;
        tree.conversation.id = history.nextConversationId();
        tree.conversation.title = words.text(5);
        tree.conversation.model = QStringLiteral("interactive/large");
        tree.conversation.createdMs = 1'700'000'000'000 + c * 60'000LL;
        tree.conversation.changedMs = tree.conversation.createdMs;
        TurnId parent;
        for (int t = 0; t < turns / kConversations; ++t) {
            const bool isQuestion = t % 2 == 0;
            const QString text = words.text(isQuestion ? 25 : 150);
            bytes += text.toUtf8().size();
            Turn turn = makeUserTurn(history.nextTurnId(), tree.conversation.id, parent, text,
                                     tree.conversation.createdMs + t);
            turn.role = isQuestion ? TurnRole::User : TurnRole::Answer;
            tree.turns.append(turn);
            parent = turn.id;
        }
        last = history.insert(tree);
        if (c % 50 == 49)
            last.waitForFinished(); // no heap of waiting trees
    }
    if (!last.result())
        qFatal("%s", qPrintable(last.result().error().detail));
    return bytes;
}

//! What a start does with a history; prints its CPU time.
void openOnce(const QString &folder)
{
    const double before = processCpuMs();
    SqliteHistory history(folder);
    static_cast<void>(history.start().result());
    ConversationIndex index;
    index.reset(history.conversations({}).result().value());
    const ConversationListModel model(index);
    out() << processCpuMs() - before << ' ' << model.rowCount() << Qt::endl;
}

double startCpuMs(const QString &folder)
{
    QList<double> samples;
    for (int i = 0; i < 5; ++i) {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--open"), folder});
        process.waitForFinished(-1);
        samples.append(process.readAllStandardOutput().split(' ').first().toDouble());
    }
    return medianOf(samples);
}

void benchList(SqliteHistory &history)
{
    QElapsedTimer timer;
    timer.start();
    const QList<Conversation> all = history.conversations({}).result().value();
    out() << "list read: " << msOf(timer) << " ms for " << all.size() << Qt::endl;
    ConversationIndex index;
    ConversationListModel model(index);
    timer.start();
    index.reset(all);
    out() << "list shown: " << msOf(timer) << " ms" << Qt::endl;
    timer.start();
    constexpr int kRows = 40; // of a window
    qsizetype length = 0;
    int frames = 0;
    for (int top = 0; top + kRows < model.rowCount(); top += kRows, ++frames) {
        for (int row = top; row < top + kRows; ++row) {
            length += model.data(model.index(row), Qt::DisplayRole).toString().size();
            length += model.data(model.index(row), ConversationListModel::SectionRole).toString().size();
        }
    }
    out() << "list scrolled: " << msOf(timer) / frames << " ms of data for each page (" << length << ")"
          << Qt::endl;
    timer.start();
    Conversation changed = all.last();
    changed.changedMs = all.first().changedMs + 1;
    index.put(changed);
    out() << "list after one change: " << msOf(timer) << " ms" << Qt::endl;
}

void benchTurns(SqliteHistory &history)
{
    const QList<Conversation> all = history.conversations({}).result().value();
    QList<double> appends;
    QList<double> reads;
    QList<double> saved;
    QRandomGenerator generator(2);
    for (int i = 0; i < 200; ++i) {
        const ConversationId id = all.at(generator.bounded(int(all.size()))).id;
        const OpenedConversation opened = history.open(id).result().value();
        const Turn turn = makeUserTurn(history.nextTurnId(), id, opened.path.last().id,
                                       QStringLiteral("another question ").repeated(20), 1);
        QElapsedTimer timer;
        timer.start();
        const QFuture<Result<Done>> written = history.insert(turn);
        appends.append(msOf(timer));
        timer.start();
        static_cast<void>(history.turn(opened.path.first().id));
        reads.append(msOf(timer));
        static_cast<void>(written.result());
        saved.append(msOf(timer));
    }
    out() << "append, window's thread: median " << medianOf(appends) << ", most " << largestOf(appends)
          << " ms; on disk after " << medianOf(saved) << " ms" << Qt::endl;
    out() << "one turn read while writing: median " << medianOf(reads) << ", most " << largestOf(reads)
          << " ms" << Qt::endl;
}

void benchSearch(SqliteHistory &history)
{
    const QList<std::pair<const char *, QString>> searches{
        {"in about every turn", Words::word(1)},
        {"often", Words::word(20)},
        {"under 1 %", Words::word(5000)},
        {"hardly ever", Words::word(49'000)},
        {"one letter", QStringLiteral("d")},
        {"two often", Words::word(2) + u' ' + Words::word(30)},
        {"often and hardly ever", Words::word(2) + u' ' + Words::word(49'000)},
        {"nowhere", QStringLiteral("zzzzzz")},
    };
    for (const auto &[name, words] : searches) {
        QList<double> times;
        qsizetype hits = 0;
        for (int i = 0; i < 7; ++i) {
            QElapsedTimer timer;
            timer.start();
            const Result<SearchResult> found = history.search({.words = words}).result();
            times.append(msOf(timer));
            hits = found ? found->hits.size() : -1;
        }
        out() << "search, " << name << ": median " << medianOf(times) << ", most " << largestOf(times)
              << " ms, " << hits << " hits" << Qt::endl;
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == QStringLiteral("--open")) {
        openOnce(arguments.value(2));
        return 0;
    }
    const int turns = arguments.size() > 1 ? arguments.at(1).toInt() : 1'000'000;
    QTemporaryDir large;
    QTemporaryDir empty;
    QElapsedTimer timer;
    timer.start();
    const qint64 text = fill(large.path(), turns);
    out() << "made " << turns << " turns in " << timer.elapsed() / 1000 << " s" << Qt::endl;
    const qint64 size = QFileInfo(historyPath(large.path())).size();
    out() << "file: " << size / 1'000'000 << " MB, text: " << text / 1'000'000 << " MB, ratio "
          << double(size) / double(text) << Qt::endl;

    startCpuMs(empty.path()); // makes its file
    const double ofEmpty = startCpuMs(empty.path());
    const double ofLarge = startCpuMs(large.path());
    out() << "start of the store, CPU: empty " << ofEmpty << " ms, large " << ofLarge << " ms, ratio "
          << ofLarge / ofEmpty << Qt::endl;
    SqliteHistory history(large.path());
    benchList(history);
    benchTurns(history);
    benchSearch(history);
    return 0;
}
