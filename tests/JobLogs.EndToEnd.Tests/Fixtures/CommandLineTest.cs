namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>A test of the command line: a server of its own, and the command line that knows where it is.</summary>
public abstract class CommandLineTest : IAsyncLifetime
{
    /// <summary>The server.</summary>
    private protected ServerProcess Server { get; private set; } = null!;

    /// <summary>The command line.</summary>
    private protected CliProcess Cli { get; private set; } = null!;

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync()
    {
        Server = await ServerProcess.StartAsync();
        Cli = new CliProcess(Server.Address);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Cli.Dispose();
        await Server.DisposeAsync();
    }
}
