package io.spadework.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EvaluationTimeTest {

	@Test
	void aMinuteIsFreeAndThenATenthOfTheTraining() {
		EvaluationTime time = new EvaluationTime();
		assertTrue(time.allows(0));
		time.add(59);
		assertTrue(time.allows(1), "short trainings have a curve, too");
		time.add(41);
		assertFalse(time.allows(900));
		assertEquals("evaluations have taken 11 % of the time of training, and 10 % is the most", time.refusal(900));
		assertTrue(time.allows(1000), "until they are below it again");
		assertEquals("evaluations have taken 5 % of the time of training", time.words(2000));
	}
}
