using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class ElasticsearchWritingTests() : CopyWritingContract(SearchProduct.Elasticsearch);
