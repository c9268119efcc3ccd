using JobLogs.Client;
using JobLogs.Client.Shipping;
using JobLogs.Tests.Client.Http.Following;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace JobLogs.Tests.Client.Shipping;

/// <summary>Clients with a spool of their own and a server in this process, while time passes by itself.</summary>
public abstract class ShippingTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly ServiceProvider _logging = new ServiceCollection().AddLogging(logging => logging.AddJobLogs()).BuildServiceProvider();
    private readonly Task _passing;

    protected ShippingTest()
    {
        Logger = _logging.GetRequiredService<ILoggerFactory>().CreateLogger("Worker");
        _passing = Task.Run(() => Time.PassAsync(_over.Token));
    }

    private protected string Spool { get; } = Directory.CreateTempSubdirectory("joblogs-spool-").FullName;

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 1, 31, 10, 30, 0, TimeSpan.Zero));

    private protected FakeJobLogs Server { get; } = new();

    private protected ILogger Logger { get; }

    public virtual async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _passing;
        await _logging.DisposeAsync();
        Directory.Delete(Spool, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected void IsAway() => Server.Before = static _ => throw new HttpRequestException("refused");

    private protected void IsBack() => Server.Before = static _ => null;

    private protected JobLogsClient Client(Action<ShippingOptions>? configure = null, ILogger<JobLogsClient>? logger = null, FakeJobLogs? server = null)
    {
        var options = new JobLogsOptions();
        options.Shipping.SpoolFolder = Spool;
        options.Shipping.DrainTimeout = Timeout.InfiniteTimeSpan;
        configure?.Invoke(options.Shipping);
        return new JobLogsClient(new HttpClient(server ?? Server, disposeHandler: false), options, Time, logger);
    }
}
