using System.Diagnostics;
using JobLogs.Load.Http;
using JobLogs.Load.Measuring;

namespace JobLogs.Load.Asking;

/// <summary>How long the server and the bare table took to answer one question.</summary>
internal sealed class QuestionTimes(Question question, Uri server, string job)
{
    private readonly byte[][] _requests = [.. question.Paths.Select(path => HttpRequest.Get(server, $"/api/cronjobs/{job}{path}"))];
    private readonly List<double> _first = [];
    private readonly List<double> _again = [];
    private readonly List<double> _bare = [];

    /// <summary>The question.</summary>
    public Question Question => question;

    /// <summary>Median milliseconds of plain SQL over the same file; NaN when it was not measured.</summary>
    public double Bare => _bare.Count == 0 ? double.NaN : Rounds.Median(_bare);

    /// <summary>Median milliseconds of answers to what was never asked before.</summary>
    public double First => Rounds.Median(_first);

    /// <summary>Milliseconds that half of the answers took, when the same had been asked before.</summary>
    public double Again => Rounds.Median(_again);

    /// <summary>Milliseconds within which 95 of 100 such answers came.</summary>
    public double AgainP95 => _again.Order().ElementAt((int)(_again.Count * 0.95));

    /// <summary>Milliseconds that <paramref name="ask"/> takes.</summary>
    public static double Time(Action ask)
    {
        var start = Stopwatch.GetTimestamp();
        ask();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Asks each variant once.</summary>
    public void AskFirst(HttpConnection connection)
    {
        foreach (var request in _requests)
        {
            _first.Add(Time(() => connection.Exchange(request, expected: 200)));
        }
    }

    /// <summary>Asks the variants in turns.</summary>
    public void AskAgain(HttpConnection connection, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var request = _requests[i % _requests.Length];
            _again.Add(Time(() => connection.Exchange(request, expected: 200)));
        }
    }

    /// <summary>Asks the bare table.</summary>
    public void AskBare(Raw.BareDatabase database)
    {
        using var statement = database.Prepare(question.Sql);
        _bare.Add(Time(() => database.Run(statement.DangerousGetHandle())));
    }
}
