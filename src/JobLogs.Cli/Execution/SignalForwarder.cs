using System.Runtime.InteropServices;
using JobLogs.Cli.Output;

namespace JobLogs.Cli.Execution;

/// <summary>Passes signals on to the command and lives on, so that the end of the run is told too.</summary>
internal sealed class SignalForwarder : IDisposable
{
    private static readonly (PosixSignal Signal, int Number)[] Forwarded =
        [(PosixSignal.SIGHUP, 1), (PosixSignal.SIGINT, 2), (PosixSignal.SIGQUIT, 3), (PosixSignal.SIGTERM, 15)];

    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Passes on from now on.</summary>
    public SignalForwarder(ChildProcess child)
    {
        foreach (var (signal, number) in Forwarded)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;

                // What is typed at a terminal reaches the command without us.
                if (!Terminal.IsTyped || signal is not (PosixSignal.SIGINT or PosixSignal.SIGQUIT))
                {
                    child.Send(number);
                }
            }));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _registrations.ForEach(static registration => registration.Dispose());
}
