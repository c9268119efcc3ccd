using System.Text;
using CsCheck;
using JobLogs.Protocol.Ids;

namespace JobLogs.Tests.Protocol.Ids;

public sealed class IdTextTests
{
    [Fact]
    public void Every_job_number_has_one_text() =>
        Gen.Int[1, JobIdText.MaxJob].Sample(job =>
        {
            string text = JobIdText.ToText(job);
            JobIdText.TryParse(text, out int read).ShouldBeTrue();
            JobIdText.TryParse(Encoding.UTF8.GetBytes(text), out int fromUtf8).ShouldBeTrue();
            (read, fromUtf8).ShouldBe((job, job));
        });

    [Fact]
    public void Every_run_number_has_one_text() =>
        Gen.Long[1, long.MaxValue].Sample(run =>
        {
            RunIdText.TryParse(RunIdText.ToText(run), out long read).ShouldBeTrue();
            read.ShouldBe(run);
        });

    [Fact]
    public void Every_place_of_an_entry_has_one_text() =>
        Gen.Select(Gen.Int[1, JobIdText.MaxJob], Gen.Long[1, EntryIdText.MaxSeq]).Sample((job, seq) =>
        {
            EntryIdText.TryParse(EntryIdText.ToText(job, seq), out int readJob, out long readSeq).ShouldBeTrue();
            (readJob, readSeq).ShouldBe((job, seq));
        });

    [Fact]
    public void Whatever_is_read_is_written_the_same() =>
        Gen.String[Gen.Char["0123456789abcdefghijklmnopqrstuvwxyzABZ_-"], 1, 14].Sample(digits =>
        {
            if (RunIdText.TryParse("run_" + digits, out long run))
            {
                RunIdText.ToText(run).ShouldBe("run_" + digits);
            }

            if (EntryIdText.TryParse("log_" + digits, out int job, out long seq))
            {
                EntryIdText.ToText(job, seq).ShouldBe("log_" + digits);
            }

            if (JobIdText.TryParse("job_" + digits, out int number))
            {
                JobIdText.ToText(number).ShouldBe("job_" + digits);
            }
        });

    [Theory]
    [InlineData(1, "job_1")]
    [InlineData(31, "job_z")]
    [InlineData(32, "job_10")]
    [InlineData(JobIdText.MaxJob, "job_7zzzz")]
    public void Job_ids_are_short(int job, string text) => JobIdText.ToText(job).ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("job_")]
    [InlineData("job_0")]
    [InlineData("job_01")]
    [InlineData("job_Z")]
    [InlineData("JOB_1")]
    [InlineData("job_i")]
    [InlineData("job_l")]
    [InlineData("job_o")]
    [InlineData("job_u")]
    [InlineData("job_1 ")]
    [InlineData("job_１")]
    [InlineData("job_80000")]
    [InlineData("job_zzzzzzzzzzzzzzzzzzzz")]
    [InlineData("run_1")]
    [InlineData("1")]
    [InlineData("job123")]
    public void Anything_else_is_no_job_id(string text)
    {
        JobIdText.TryParse(text, out int job).ShouldBeFalse();
        JobIdText.TryParse(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
        job.ShouldBe(0);
    }

    [Fact]
    public void The_largest_numbers_fit()
    {
        RunIdText.ToText(long.MaxValue).Length.ShouldBe(RunIdText.MaxLength);
        EntryIdText.ToText(JobIdText.MaxJob, EntryIdText.MaxSeq).Length.ShouldBe(EntryIdText.MaxLength);
        RunIdText.TryParse("run_8000000000000", out _).ShouldBeFalse();
        RunIdText.TryParse("run_zzzzzzzzzzzzz", out _).ShouldBeFalse();
    }

    [Fact]
    public void An_entry_id_without_a_job_or_a_seq_is_none()
    {
        EntryIdText.TryParse(RunIdText.ToText(5).Replace("run_", "log_"), out _, out _).ShouldBeFalse();
        EntryIdText.TryParse(RunIdText.ToText(1L << 40).Replace("run_", "log_"), out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(JobIdText.MaxJob + 1)]
    public void A_job_number_out_of_range_is_not_written(int job)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => JobIdText.ToText(job));
        Should.Throw<ArgumentOutOfRangeException>(() => EntryIdText.ToText(job, 1));
    }
}
