using System.Buffers;

namespace JobLogs.Server.Secrets;

/// <summary>
/// Finds all forms of all secrets in one walk over a text (Aho and Corasick), and puts asterisks in their place, byte for byte: lengths
/// stay, and so do JSON and UTF-8. Hot: allocates nothing, and jumps from one possible beginning to the next.
/// </summary>
internal sealed class SecretAutomaton
{
    private readonly List<State> _states = [new State(0)];
    private readonly SearchValues<byte> _begins;

    public SecretAutomaton(IEnumerable<byte[]> patterns)
    {
        var begins = new HashSet<byte>();
        foreach (var pattern in patterns)
        {
            begins.Add(pattern[0]);
            Add(pattern);
        }

        _begins = SearchValues.Create([.. begins]);
        Link();
    }

    /// <summary>Whether it finds anything.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        var state = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (state == 0)
            {
                var next = text[at..].IndexOfAny(_begins);
                if (next < 0)
                {
                    return false;
                }

                at += next;
            }

            state = Step(state, text[at]);
            if (_states[state].Longest > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Masks what it finds.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cut">Whether the text was cut off at its end, where the beginning of a secret may be left.</param>
    /// <returns>Whether there was anything.</returns>
    public bool Mask(Span<byte> text, bool cut)
    {
        var found = false;
        var state = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (state == 0)
            {
                var next = text[at..].IndexOfAny(_begins);
                if (next < 0)
                {
                    return found;
                }

                at += next;
            }

            state = Step(state, text[at]);
            if (_states[state].Longest is > 0 and var length)
            {
                text.Slice(at + 1 - length, length).Fill((byte)'*');
                found = true;
            }
        }

        if (cut && _states[state].Depth is >= SecretForms.MinLength and var depth)
        {
            text[^depth..].Fill((byte)'*');
            found = true;
        }

        return found;
    }

    private int Step(int state, byte read)
    {
        while (true)
        {
            if (_states[state].Next.TryGetValue(read, out var next))
            {
                return next;
            }

            if (state == 0)
            {
                return 0;
            }

            state = _states[state].Fallback;
        }
    }

    private void Add(byte[] pattern)
    {
        var state = 0;
        foreach (var read in pattern)
        {
            if (!_states[state].Next.TryGetValue(read, out var next))
            {
                next = _states.Count;
                _states[state].Next.Add(read, next);
                _states.Add(new State(_states[state].Depth + 1));
            }

            state = next;
        }

        _states[state].Longest = pattern.Length;
    }

    // Breadth first: a state falls back to the longest ending of its text that begins a pattern.
    private void Link()
    {
        var queue = new Queue<int>(_states[0].Next.Values);
        while (queue.TryDequeue(out var state))
        {
            foreach (var (read, next) in _states[state].Next)
            {
                _states[next].Fallback = Step(_states[state].Fallback, read);
                _states[next].Longest = Math.Max(_states[next].Longest, _states[_states[next].Fallback].Longest);
                queue.Enqueue(next);
            }
        }
    }

    private sealed class State(int depth)
    {
        public Dictionary<byte, int> Next { get; } = [];

        public int Depth { get; } = depth;

        public int Fallback { get; set; }

        public int Longest { get; set; }
    }
}
