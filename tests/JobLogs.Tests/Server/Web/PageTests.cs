using System.Net;

namespace JobLogs.Tests.Server.Web;

public sealed class PageTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private const string Script = "/assets/index-a1.js";

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs/job_7")]
    [InlineData("/jobs/a%20name/edit")]
    [InlineData("/runs/run_7")]
    [InlineData("/explore?level=ERROR")]
    [InlineData("/system")]
    public async Task A_browser_gets_the_page_at_its_own_addresses(string path)
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync(path, Browser);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(PageServer.Index);
    }

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/api")]
    [InlineData("/nowhere")]
    [InlineData("/jobsx")]
    public async Task An_address_that_is_not_the_pages_is_not_found_by_a_browser_either(string path)
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync(path, Browser);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("text/html;q=0, */*")]
    public async Task A_program_that_calls_an_address_of_the_page_is_told_that_there_is_nothing(string accept)
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync("/jobs/job_7", accept);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_program_that_calls_the_root_gets_a_word_and_the_ways_on()
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync("/", "*/*");

        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("JobLogs is running. The API: /docs");
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/jobs/job_7", HttpStatusCode.NotFound)]
    public async Task Without_a_page_one_line_says_what_to_install(string path, HttpStatusCode expected)
    {
        await using var server = await PageServer.StartAsync(built: false);

        using var answer = await server.SendAsync(path, Browser);

        answer.StatusCode.ShouldBe(expected);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("install Node.js 20.19 or later with npm");
        text.Trim().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br", 3)]
    [InlineData("gzip", "gzip", 2)]
    [InlineData("br;q=0, gzip", "gzip", 2)]
    [InlineData("*", "br", 3)]
    [InlineData("identity", null, 23)]
    [InlineData("br;q=0, *;q=0", null, 23)]
    public async Task A_file_comes_in_the_smallest_form_that_the_client_takes(string accepted, string? encoding, int bytes)
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync(Script, encoding: accepted);

        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBe(bytes);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
    }

    [Fact]
    public async Task A_file_with_a_hash_in_its_name_is_kept_for_ever_and_the_page_is_asked_for_anew()
    {
        await using var server = await PageServer.StartAsync();

        using var script = await server.SendAsync(Script);
        using var index = await server.SendAsync("/");

        script.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        index.Headers.CacheControl!.ToString().ShouldBe("no-cache");
    }

    [Fact]
    public async Task A_browser_that_has_the_page_is_not_sent_it_again()
    {
        await using var server = await PageServer.StartAsync();
        using var first = await server.SendAsync("/");

        using var second = await server.SendAsync("/", known: first.Headers.ETag!.ToString());
        using var other = await server.SendAsync("/", known: "\"another\"");

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_forms_of_a_file_have_tags_of_their_own()
    {
        await using var server = await PageServer.StartAsync();

        using var plain = await server.SendAsync(Script);
        using var packed = await server.SendAsync(Script, encoding: "br");

        packed.Headers.ETag.ShouldNotBe(plain.Headers.ETag);
    }

    [Fact]
    public async Task The_page_may_load_its_own_files_only_and_stand_in_no_frame()
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync("/");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self';");
        policy.ShouldContain("connect-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task Asking_for_the_head_answers_without_a_body()
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync(Script, method: "HEAD");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength.ShouldBe(PageServer.Script.Length);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/assets/index-b2.js")]
    [InlineData("/assets/index-a1.js.br")]
    [InlineData("/assets/../index.html")]
    public async Task A_file_that_the_page_does_not_have_is_not_found(string path)
    {
        await using var server = await PageServer.StartAsync();

        using var answer = await server.SendAsync(path, "*/*");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
