// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exporter.h"
#include "fakeattachments.h"
#include "fakehistory.h"
#include "filetransfer.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QPdfWriter>
#include <QTemporaryDir>
#include <QTest>

using namespace tabletalk;

class TestFileTransfer : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void writesOneFile_data();
    void writesOneFile();
    void writesAFileForEachAndReplacesNone();
    void aRoundGivesTheSameBytes();
    void foldersComeAlong();
    void aMissingAttachmentIsSaid();
    void whatCannotBeWrittenIsSaid_data();
    void whatCannotBeWrittenIsSaid();
    void cancelledJsonLeavesNoFile();
    void printsPages();
    void whatCannotBeReadIsSaid();
    void insertingStopsAtAnError();
    void whatSaysNoTimeIsFromNow();

private:
    ConversationId add(const QString &title, const QList<Attachment> &attachments = {});
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray contentOf(const QString &name) const;
    template <class T>
    static T valueOf(QFuture<T> future);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHistory> m_history;
    std::unique_ptr<FakeAttachments> m_attachments;
    std::unique_ptr<FileTransfer> m_transfer;
    qint64 m_lastId = 1000;
};

void TestFileTransfer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_history = std::make_unique<FakeHistory>();
    m_attachments = std::make_unique<FakeAttachments>();
    const auto keep = [this](const QByteArray &bytes) {
        const QByteArray sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        m_attachments->kept.insert(sha256, bytes);
        QPromise<Result<QByteArray>> promise;
        promise.start();
        promise.addResult(Result<QByteArray>(sha256));
        promise.finish();
        return promise.future();
    };
    m_transfer =
        std::make_unique<FileTransfer>(*m_history, *m_attachments, keep, [this] { return ++m_lastId; });
}

void TestFileTransfer::cleanup()
{
    m_transfer.reset();
    m_attachments.reset();
    m_history.reset();
    m_folder.reset();
}

ConversationId TestFileTransfer::add(const QString &title, const QList<Attachment> &attachments)
{
    ConversationTree tree;
    tree.conversation.id = {++m_lastId};
    tree.conversation.title = title;
    tree.turns = {makeUserTurn({++m_lastId}, tree.conversation.id, {}, QStringLiteral("Words of ") + title,
                               1'700'000'000'000, attachments)};
    tree.selected = {{TurnId{}, tree.turns.first().id}};
    m_history->insert(tree);
    return tree.conversation.id;
}

QByteArray TestFileTransfer::contentOf(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <class T>
T TestFileTransfer::valueOf(QFuture<T> future)
{
    constexpr int kPatienceMs = 30'000;
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, kPatienceMs) || future.resultCount() == 0)
        return Error{.kind = ErrorKind::Cancelled, .userText = QStringLiteral("nothing came")};
    return future.result();
}

void TestFileTransfer::writesOneFile_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("markdown") << int(ExportFormat::Markdown) << QByteArray("# Sales\n\n## You");
    QTest::newRow("html") << int(ExportFormat::Html) << QByteArray("<!DOCTYPE html>");
    QTest::newRow("pdf") << int(ExportFormat::Pdf) << QByteArray("%PDF-1.");
    QTest::newRow("json") << int(ExportFormat::Json) << QByteArray("{\n\"format\"");
}

void TestFileTransfer::writesOneFile()
{
    QFETCH(const int, format);
    QFETCH(const QByteArray, beginning);
    const ConversationId id = add(QStringLiteral("Sales"));
    const auto report =
        valueOf(m_transfer->exportTo({{id}, ExportFormat(format), path(QStringLiteral("one"))}));
    QVERIFY2(report, report ? "" : qPrintable(report.error().userText));
    QCOMPARE(report->conversations, 1);
    QVERIFY(report->problems.isEmpty());
    QVERIFY(contentOf(QStringLiteral("one")).startsWith(beginning));
}

void TestFileTransfer::writesAFileForEachAndReplacesNone()
{
    QFile old(path(QStringLiteral("Sales.md")));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("mine");
    old.close();
    const QList<ConversationId> ids{add(QStringLiteral("Sales")), add(QStringLiteral("Sales")),
                                    add(QStringLiteral("a/b"))};
    const auto report = valueOf(m_transfer->exportTo({ids, ExportFormat::Markdown, m_folder->path()}));
    QVERIFY(report);
    QCOMPARE(report->conversations, 3);
    QStringList files = QDir(m_folder->path()).entryList(QDir::Files);
    files.sort();
    QCOMPARE(files, QStringList({QStringLiteral("Sales (2).md"), QStringLiteral("Sales (3).md"),
                                 QStringLiteral("Sales.md"), QStringLiteral("a-b.md")}));
    QCOMPARE(contentOf(QStringLiteral("Sales.md")), QByteArray("mine"));
}

void TestFileTransfer::aRoundGivesTheSameBytes()
{
    const QByteArray bytes("bytes of a picture");
    Attachment attachment = FakeAttachments::document(QStringLiteral("notes.txt"));
    attachment.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    m_attachments->kept.insert(attachment.sha256, bytes);
    const QList<ConversationId> ids{add(QStringLiteral("One"), {attachment}), add(QStringLiteral("Two"))};
    QVERIFY(valueOf(m_transfer->exportTo({ids, ExportFormat::Json, path(QStringLiteral("first"))})));

    const auto read = valueOf(m_transfer->read(path(QStringLiteral("first"))));
    QVERIFY2(read, read ? "" : qPrintable(read.error().userText));
    QVERIFY(read->problems.isEmpty());
    QCOMPARE(read->trees.size(), 2);
    m_attachments->kept.clear(); // another computer
    const QFuture<Result<Done>> inserting = m_transfer->insert(*read);
    QVERIFY(valueOf(inserting));
    QCOMPARE(inserting.progressValue(), 2);
    QCOMPARE(m_attachments->kept.value(attachment.sha256), bytes);

    const QList<ConversationId> again{read->trees[0].conversation.id, read->trees[1].conversation.id};
    QVERIFY(valueOf(m_transfer->exportTo({again, ExportFormat::Json, path(QStringLiteral("second"))})));
    QVERIFY(!contentOf(QStringLiteral("first")).isEmpty());
    QCOMPARE(contentOf(QStringLiteral("second")), contentOf(QStringLiteral("first")));
}

void TestFileTransfer::foldersComeAlong()
{
    const Folder work{{++m_lastId}, QStringLiteral("Work")};
    const Folder home{{++m_lastId}, QStringLiteral("Home")};
    m_history->save(work);
    m_history->save(home);
    const QList<ConversationId> ids{add(QStringLiteral("One")), add(QStringLiteral("Two")),
                                    add(QStringLiteral("Three")), add(QStringLiteral("Four"))};
    m_history->file({ids[0], ids[1]}, {.folder = work.id});
    m_history->file({ids[2]}, {.folder = home.id});
    QVERIFY(valueOf(m_transfer->exportTo({ids, ExportFormat::Json, path(QStringLiteral("first"))})));

    m_history->keptFolders = {home}; // another computer
    const auto read = valueOf(m_transfer->read(path(QStringLiteral("first"))));
    QVERIFY(read);
    QVERIFY(valueOf(m_transfer->insert(*read)));
    QCOMPARE(m_history->keptFolders.size(), 2);
    QCOMPARE(m_history->keptFolders.last().name, QStringLiteral("Work"));
    QVERIFY(m_history->keptFolders.last().id != work.id);
    QList<FolderId> folders;
    QList<ConversationId> again;
    for (const ConversationTree &tree : read->trees) {
        again.append(tree.conversation.id);
        folders.append(valueOf(m_history->tree(tree.conversation.id))->conversation.filing.folder);
    }
    const FolderId made = m_history->keptFolders.last().id;
    QCOMPARE(folders, QList<FolderId>({made, made, home.id, FolderId{}}));
    QVERIFY(valueOf(m_transfer->exportTo({again, ExportFormat::Json, path(QStringLiteral("second"))})));
    QCOMPARE(contentOf(QStringLiteral("second")), contentOf(QStringLiteral("first")));
}

void TestFileTransfer::aMissingAttachmentIsSaid()
{
    const ConversationId id =
        add(QStringLiteral("Sales"), {FakeAttachments::document(QStringLiteral("notes.txt"))});
    const auto report =
        valueOf(m_transfer->exportTo({{id}, ExportFormat::Json, path(QStringLiteral("one"))}));
    QVERIFY(report);
    QCOMPARE(report->conversations, 1);
    QCOMPARE(report->problems.size(), 1);
    QVERIFY(report->problems.first().contains(QStringLiteral("notes.txt")));
}

void TestFileTransfer::whatCannotBeWrittenIsSaid_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("markdown") << int(ExportFormat::Markdown);
    QTest::newRow("pdf") << int(ExportFormat::Pdf);
    QTest::newRow("json") << int(ExportFormat::Json);
}

void TestFileTransfer::whatCannotBeWrittenIsSaid()
{
    QFETCH(const int, format);
    const auto report = valueOf(m_transfer->exportTo(
        {{add(QStringLiteral("Sales"))}, ExportFormat(format), path(QStringLiteral("no/such/folder"))}));
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::StorageFailed);
    QVERIFY(report.error().userText.contains(QStringLiteral("no/such/folder")));
}

void TestFileTransfer::cancelledJsonLeavesNoFile()
{
    QList<ConversationId> ids;
    for (int i = 0; i < 20; ++i)
        ids.append(add(QStringLiteral("Sales")));
    auto future = m_transfer->exportTo({ids, ExportFormat::Json, path(QStringLiteral("all"))});
    future.cancel();
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 0);
    QTRY_VERIFY(m_transfer->children().isEmpty());
    QVERIFY(!QFile::exists(path(QStringLiteral("all"))));
}

void TestFileTransfer::printsPages()
{
    const ConversationId id = add(QStringLiteral("word ").repeated(20'000));
    {
        auto device = std::make_shared<QPdfWriter>(path(QStringLiteral("printed.pdf")));
        QVERIFY(valueOf(m_transfer->print(id, device)));
    }
    const QByteArray pdf = contentOf(QStringLiteral("printed.pdf"));
    const qsizetype pages = pdf.count("/Type /Page\n");
    QVERIFY2(pages > 5 && pages < 200, qPrintable(QString::number(pages)));
}

void TestFileTransfer::whatCannotBeReadIsSaid()
{
    const auto missing = valueOf(m_transfer->read(path(QStringLiteral("missing.json"))));
    QVERIFY(!missing);
    QVERIFY(missing.error().userText.contains(QStringLiteral("missing.json")));
    QFile text(path(QStringLiteral("text.json")));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("Hello");
    text.close();
    const auto none = valueOf(m_transfer->read(text.fileName()));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::BadRequest);
}

void TestFileTransfer::insertingStopsAtAnError()
{
    ImportedConversations report;
    for (int i = 0; i < 3; ++i) {
        ConversationTree tree;
        tree.conversation.id = {++m_lastId};
        report.trees.append(tree);
    }
    m_history->failWith =
        Error{.kind = ErrorKind::StorageFull, .userText = QStringLiteral("The disk is full.")};
    const QFuture<Result<Done>> inserting = m_transfer->insert(report);
    const auto done = valueOf(inserting);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::StorageFull);
    QCOMPARE(m_history->journal.count(QStringLiteral("insert tree")), 1);
}

void TestFileTransfer::whatSaysNoTimeIsFromNow()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    ImportedConversations report;
    report.format = ImportFormat::MessageArray;
    ConversationTree tree;
    tree.conversation.id = {++m_lastId};
    tree.turns = {makeUserTurn({++m_lastId}, tree.conversation.id, {}, QStringLiteral("Words"), 0)};
    report.trees.append(tree);
    QVERIFY(valueOf(m_transfer->insert(report)));
    const auto stored = valueOf(m_history->tree(tree.conversation.id));
    QVERIFY(stored);
    QVERIFY(stored->conversation.createdMs >= before);
    QVERIFY(stored->conversation.changedMs >= before);
    QVERIFY(stored->turns.first().createdMs >= before);
}

QTEST_MAIN(TestFileTransfer)
#include "tst_filetransfer.moc"
