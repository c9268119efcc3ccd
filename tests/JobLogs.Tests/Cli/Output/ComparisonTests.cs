using JobLogs.Cli.Output;
using JobLogs.Protocol;
using JobLogs.Protocol.Comparisons;
using JobLogs.Protocol.Entries;
using JobLogs.Protocol.Runs;

namespace JobLogs.Tests.Cli.Output;

/// <summary>What <c>joblogs diff</c> tells.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void People_are_told_what_was_different_in_the_order_in_which_they_ask()
    {
        var told = Plain.Of(output => ComparisonPrinter.Write(Comparison(), output)).Split('\n');

        told[0].ShouldMatch(@"^run   run_2  failed  .*  12\.0 s  4 entries$");
        told[1].ShouldMatch(@"^base  run_1  completed  .*  8\.0 s  3 entries, of which the first 2 were compared$");
        string.Join('\n', told[2..]).ShouldBe("""

            LEVEL  BASE  RUN  DIFFERENCE
            ERROR  0     1    +1
            INFO   3     3    =

            STEP      BASE   RUN                   DIFFERENCE
            download  2.0 s  6.5 s, 1 of 2 failed  +4.5 s
            publish   1.0 s  -                     only in the base

            First divergence
              after     INFO [download] got 7 files
              the base  INFO [publish] published ‹n›
              the run   ERROR [download] gave up

            New messages
                    1x  ERROR    [download] gave up

            Missing messages
                    3x  INFO     [publish] published ‹n›

            1 kind of message is in both.

            METRIC  BASE  RUN
            files   10    7.5

            """);
    }

    [Fact]
    public void Programs_get_it_as_one_table()
    {
        var told = Plain.Of(ComparisonTables.Of(Comparison()).WriteCsvTo).Split('\n');

        told[0].ShouldBe("what,name,level,step,base,run");
        told.ShouldContain("status,,,,completed,failed");
        told.ShouldContain("level,ERROR,ERROR,,0,1");
        told.ShouldContain("step,publish,,publish,1000,");
        told.ShouldContain("new,gave up,ERROR,download,0,1");
        told.ShouldContain("missing,published ‹n›,INFO,publish,3,0");
        told.ShouldContain("metric,files,,,10,7.5");
    }

    private static RunComparison Comparison() => new()
    {
        Run = new ComparedRun("run_2", "job_1", "failed", Time, 12_000, new LevelCountsDocument(0, 3, 0, 1, 0), 4, 4),
        Base = new ComparedRun("run_1", "job_1", "completed", Time, 8_000, new LevelCountsDocument(0, 3, 0, 0, 0), 3, 2),
        Steps =
        [
            new StepDifference("download", new ComparedSteps(2, 6_500, 1), new ComparedSteps(1, 2_000, 0), 4_500),
            new StepDifference("publish", null, new ComparedSteps(1, 1_000, 0), null),
        ],
        Patterns = new PatternDifferences
        {
            New = [new PatternDifference("gave up", "ERROR", "download", 1, 0, Entry(JobLogLevel.Error, "gave up"))],
            Missing = [new PatternDifference("published ‹n›", "INFO", "publish", 0, 3, Entry(JobLogLevel.Info, "published 1"))],
            Changed = [],
            Common = 1,
        },
        FirstDivergence = new Divergence(Entry(JobLogLevel.Error, "gave up"), Entry(JobLogLevel.Info, "got 7 files"), ["INFO [publish] published ‹n›"]),
        Metrics = [new MetricDifference("files", Metric(7.5), Metric(10))],
    };

    private static DateTimeOffset Time => new(2025, 1, 31, 10, 30, 0, TimeSpan.Zero);

    private static MetricSummaryDocument Metric(double last) => new("files", "gauge", 1, last, last, last, last, last);

    private static LogEntry Entry(JobLogLevel level, string message) => new()
    {
        Id = "log_1",
        Seq = 1,
        JobId = "job_1",
        JobRunId = "run_1",
        Timestamp = Time,
        Level = level,
        Message = message,
        Step = "download",
    };
}
