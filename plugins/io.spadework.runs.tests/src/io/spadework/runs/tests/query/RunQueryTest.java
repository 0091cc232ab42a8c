package io.spadework.runs.tests.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunFields;
import io.spadework.runs.query.QueryException;
import io.spadework.runs.query.RunQuery;
import io.spadework.runs.tests.catalogue.Entries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueryTest {

	/** Has everything that a query may ask for. */
	private static final RunEntry RUN = Entries.of("spade-12", "finished", Map.of("lr", "0.0002", "ngf", "64", "plan.batch", "4", "version java", "21", "objective", "Hinge"),
			Map.of(Entries.FID, 35.0, "loss/G/total", 2.5, "loss/G/perceptual[VGG-19]", Double.NaN), new RunNotes(List.of("baseline", "night-1"), "Wider head: see mail", true, false));

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "status:done fid<40 tag:baseline study~coco lr>=0.0002 starred", "status:finished", "status:DONE", "status:failed,finished", "status:ended", "status:fin*", "-status:failed",
			"fid<=35", "fid@0f71824f=35", "fid.best<35", "fid.min:34", "fid.max>35.5", "fid!=36", "fid:34,35", "loss/G/total>2", "loss/G/perceptual[VGG-19]~nan", "lr=2e-4", "lr:0.0002", "plan.batch<8", "objective:hinge",
			"objective:h*g*", "\"version java\":21", "tag:night-*", "tag~night", "-tag:broken", "tag!=broken", "notes~\"see mail\"", "notes:wider*mail", "wider", "\"wider head\"", "WIDER", "SPADE", "baseline",
			"-narrow", "!narrow", "started>2026-11-19", "started<2026-11-21", "started:2026-11-20", "started<today", "started>2026-11-19T08:30", "age>1d", "duration:1.5h", "duration>89m", "duration<2h", "duration>=5400",
			"-archived", "archived:any", "starred:yes", "narrow or wider", "status:failed or fid<40 starred", "name:spade-*", "folder~/runs/", "seed:7", "steps>=100 planned=1000", "\"or\" or wider", "study:\"coco-stuff\"" })
	void finds_what_is_so(String query) throws QueryException {
		assertTrue(RunQuery.parse(query).matches(RUN), query);
	}

	@ParameterizedTest
	@ValueSource(strings = { "status:failed", "-status:done", "status!=finished", "fid<35", "fid>35", "fid.best:35", "kid<1", "kid!=1 kid:1", "lr<0.0002", "ngf:6", "ngf:65,63", "tag:base", "-tag:baseline", "tag!=baseline",
			"narrow", "-wider", "-starred", "starred:no", "archived", "started<2026-11-20", "age<1h", "duration<1h", "wider narrow", "status:failed or narrow", "loss/G/perceptual[VGG-19]<100", "objective:*x*",
			"objective:hinge*e" })
	void passes_by_what_is_not_so(String query) throws QueryException {
		assertFalse(RunQuery.parse(query).matches(RUN), query);
	}

	@Test
	void archived_runs_show_only_where_they_are_asked_for() throws QueryException {
		RunEntry archived = Entries.of("old", "finished", Map.of(), Map.of(), RunNotes.NONE.withArchived(true));
		assertFalse(RunQuery.ALL.matches(archived));
		assertFalse(RunQuery.parse("old").matches(archived));
		assertTrue(RunQuery.parse("archived").matches(archived));
		assertTrue(RunQuery.parse("archived:any old").matches(archived));
		assertFalse(RunQuery.parse("-archived").matches(archived));
		assertTrue(RunQuery.ALL.matches(RUN));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "fid<|After fid< a value is missing|4", "fid< 40|After fid< a value is missing|4", "<40|the name of a field is missing|0", "fid<forty|\"forty\" is no number|4",
			"status:doen|\"doen\" is no status; there are active, done|7", "status<3|\"status\" is words|7", "tag>a|\"tag\" is words|4", "starred:maybe|\"starred\" is on or off|8", "archived<1|on or off|9",
			"started>soon|\"soon\" is no time|8", "duration>long|\"long\" is no duration|9", "notes~\"open|never closed|6", "or fid<3|stands between two terms|0", "fid<3 or|stands between two terms|6", "a or or b|stands between two terms|5",
			"- a|a term is missing|1", "tag:a,|After tag:a, a value is missing|6", "fid<3\"x\"|can't stand in a value|5", "duration>|value is missing|9" })
	void says_what_is_wrong_and_where(String query, String message, int at) {
		QueryException wrong = assertThrows(QueryException.class, () -> RunQuery.parse(query));
		assertTrue(wrong.getMessage().contains(message), wrong.getMessage());
		assertEquals(at, wrong.at(), wrong.getMessage());
	}

	@Test
	void a_field_that_no_run_has_is_told_with_what_may_have_been_meant() throws QueryException {
		RunFields fields = RunFields.of(List.of(RUN));
		assertEquals("No run has \"fdi\"; there is fid.", RunQuery.parse("starred fdi<40").unknown(fields).replaceAll("fid, fid.*", "fid."));
		assertEquals("No run has \"zzzzzz\".", RunQuery.parse("zzzzzz:1").unknown(fields));
		assertNull(RunQuery.parse("fid<40 lr:3 status:done words started:today fid.best>1").unknown(fields));
	}

	@Test
	void whatever_is_typed_is_understood_or_refused_at_once() {
		String letters = "abc \t\"\\<>=!:~*,-.or@[]/\u00e4\ud83d\ude00\0(){}";
		Random random = new Random(3);
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			for (int i = 0; i < 100_000; i++) {
				StringBuilder query = new StringBuilder();
				for (int length = random.nextInt(24); length > 0; length--) {
					query.append(letters.charAt(random.nextInt(letters.length())));
				}
				try {
					RunQuery.parse(query.toString()).matches(RUN);
				} catch (QueryException wrong) {
					assertTrue(wrong.at() >= 0 && wrong.at() <= query.length(), query.toString());
				}
			}
			RunEntry long1 = Entries.noted("a".repeat(5000), "a".repeat(50_000));
			assertFalse(RunQuery.parse("notes:" + "a*".repeat(2000) + "b").matches(long1));
			assertThrows(QueryException.class, () -> RunQuery.parse("x".repeat(1_000_000)));
			RunQuery.parse("-x ".repeat(3000)).matches(long1);
		});
	}
}
