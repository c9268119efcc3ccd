using System.Net;
using System.Net.Sockets;
using JobLogs.Server.Access.Keys;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Access.Callers;

/// <summary>
/// Counts wrong keys by the minute, for each address and in all. Only wrong ones are counted and held up: a limit that also
/// held up the right key would let anybody lock its owner out. Memory is bounded, since no more addresses than failures are known.
/// </summary>
internal sealed class FailureLimit(TimeProvider time, IOptions<KeyOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private int _inAll;
    private long _since;

    /// <summary>Counts a failure.</summary>
    /// <returns>Null, or after how many seconds the next one is looked at, when there were too many.</returns>
    public int? Count(IPAddress? address)
    {
        lock (_gate)
        {
            var left = TurnOver();
            var from = Network(address);
            var count = _byAddress.GetValueOrDefault(from);
            if (count >= options.Value.FailuresPerAddress || _inAll >= options.Value.FailuresInAll)
            {
                return Math.Max(1, (int)Math.Ceiling(left.TotalSeconds));
            }

            _byAddress[from] = count + 1;
            _inAll++;
            return null;
        }
    }

    private TimeSpan TurnOver()
    {
        var now = time.GetTimestamp();
        var passed = time.GetElapsedTime(_since, now);
        if (_since != 0 && passed < Window)
        {
            return Window - passed;
        }

        _byAddress.Clear();
        _inAll = 0;
        _since = now;
        return Window;
    }

    // Whoever has one IPv6 address has all of its network's.
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0])
            : address;
    }
}
